"""Keep what was posted from one page of a filing: what was typed, and the files that came along."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from forms import asked, html, rows
from forms.fields import Field
from forms.procedure import Section
from forms.text import Text
from services.drafts import drafts
from services.web.citizen import concealed, page_files
from services.web.citizen.attempts import Attempt
from services.web.context import now

SEEN = "seen"
LENGTH = 16

Raw = dict[str, Any]


@dataclass(frozen=True)
class Posted:
    """What came of a page that was sent.

    raw: the page's answers as the person left them
    faults: why a file was not taken, by field
    clashes: fields that another window changed meanwhile; then nothing typed was saved
    """

    raw: Raw
    faults: dict[str, Text]
    clashes: tuple[str, ...] = ()


def receive(session: Session, attempt: Attempt, section: Section) -> Posted:
    """Keep one page in a draft that is held.

    Files are only added or taken away one by one, so two windows cannot undo one another's;
    typed answers are saved unless another window saved others since this page was drawn.
    """
    kept = attempt.draft.raw.get(section.key, {})
    files, faults = page_files.receive(session, attempt, section, kept)
    typed = _typed(attempt, section, kept)
    clashes = _clashes(section, kept, typed)
    saved = _typed_before(section, kept) if clashes else typed
    drafts.save(attempt.draft, section.key, {**saved, **files}, now=now())
    # The answer to this request names the revision that the next one is compared with.
    session.flush()
    return Posted({**typed, **files}, faults, clashes)


def fingerprint(section: Section, kept: Raw) -> str:
    """Name the typed answers of a page, so that a page drawn from older ones is known."""
    typed = _typed_before(section, kept)
    given = {key: value for key, value in typed.items() if _says_something(value)}
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:LENGTH]


def _says_something(value: Any) -> bool:
    """Tell an answer from a blank: a page never saved and one saved empty say the same."""
    if isinstance(value, dict):
        return any(_says_something(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_says_something(inner) for inner in value)
    return value not in ("", None)


def _clashes(section: Section, kept: Raw, typed: Raw) -> tuple[str, ...]:
    seen = request.form.get(SEEN)
    if seen is None or seen == fingerprint(section, kept):
        return ()
    saved = _typed_before(section, kept)
    return tuple(key for key, value in typed.items() if key in saved and saved[key] != value)


def _typed(attempt: Attempt, section: Section, kept: Raw) -> Raw:
    """Read the typed answers; what the browser hides and so does not send stays as it was."""
    typed = html.read(attempt.procedure, section.key, request.form)
    answers = asked.kept_answers(attempt.procedure, attempt.raw | typed, {})
    shown = {field.key for field in asked.visible_fields(section, answers)}
    typed = concealed.Page(request.form, answers).restored(section.fields, typed, kept)
    typed = rows.press(section, typed, request.form)
    return {
        field.key: typed[field.key]
        for field in section.fields
        if field.key in typed and (field.key in shown or _was_sent(field) or field.key in kept)
    }


def _was_sent(field: Field) -> bool:
    return any(name in request.form for name in field.kind.inputs(field.key))


def _typed_before(section: Section, kept: Raw) -> Raw:
    uploads = {field.key for field in section.fields if field.kind.uploaded}
    return {key: value for key, value in kept.items() if key not in uploads}
