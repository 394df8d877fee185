"""What the person's page of messages shows: the conversation, and the box to write in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from forms.control import Control
from forms.text import Text
from services.dossiers import parting
from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.messages import quota
from services.messages.conversation import Said
from services.messages.models import Side
from services.messages.refusals import ConversationOver
from services.web import composing, downloads
from services.web.citizen import dossier_page
from services.web.context import resources
from services.web.formatting import size
from services.web.languages import words

Entry = dict[str, Any]


@dataclass(frozen=True)
class View:
    """until: of a closed dossier, the last day on which one may write; over: that it has passed."""

    dossier: Dossier
    is_sealed: bool
    said: tuple[Entry, ...]
    controls: list[Control]
    hidden: Mapping[str, str]
    errors: list[tuple[str, str]]
    until: date | None
    over: str


def view(
    dossier: Dossier,
    said: Sequence[Said],
    held: Sequence[StoredFile],
    errors: Mapping[str, Text],
    *,
    now: datetime,
) -> View:
    dossier_page.case_of(dossier)  # Protected people get a page that leaves no trace.
    bounds = resources().settings.conversation
    hint = _(
        "Cơ quan đọc tin trong giờ làm việc. Một ngày gửi được %(most)s tin.", most=bounds.a_day
    )
    return View(
        dossier=dossier,
        is_sealed=parting.is_sealed(dossier.frozen),
        said=tuple(_entry(dossier, one) for one in said),
        controls=composing.controls(held, _("Viết cho cơ quan"), str(hint), errors),
        hidden=composing.hidden(),
        errors=[(name, words(text)) for name, text in errors.items()],
        until=quota.open_until(dossier, bounds),
        over=_over(dossier, now),
    )


def _entry(dossier: Dossier, said: Said) -> Entry:
    is_own = said.message.author == Side.APPLICANT
    return {
        "who": _("Bạn") if is_own else dossier.agency.name,
        "is_own": is_own,
        "is_new": said.is_new and not is_own,
        "at": said.message.at,
        "text": said.text or "",
        "files": [file_entry(stored) for stored in said.files],
    }


def file_entry(stored: StoredFile) -> dict[str, str]:
    """Describe a file to the person; what is sealed comes by the page that opens it."""
    if not stored.is_sealed:
        return downloads.file_entry(stored)
    href = url_for("follow_up.file", file_id=stored.id)
    return {"name": stored.shown_name, "about": size(stored.size), "href": href}


def _over(dossier: Dossier, now: datetime) -> str:
    try:
        quota.require_open(dossier, resources().settings.conversation, now=now)
    except ConversationOver as over:
        return words(over.told)
    return ""
