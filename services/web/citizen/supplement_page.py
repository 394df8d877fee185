"""Draw the form that answers a request for a supplement, from the inputs of the workflow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import request

from forms.control import Control, Option
from forms.kinds.base import typed
from forms.kinds.papers import USUAL_TYPES
from forms.text import Text
from forms.workflow import Input
from services.dossiers.models import Dossier
from services.dossiers.refusals import ActionNotAllowed
from services.files.models import StoredFile
from services.web.citizen import dossier_page, happenings
from services.web.citizen.drawing import limits_told
from services.web.citizen.happenings import ANSWER, SupplementRequest
from services.web.context import resources
from services.web.formatting import size
from services.web.languages import words


@dataclass(frozen=True)
class Page:
    """What the form shows."""

    dossier: Dossier
    asked: SupplementRequest
    controls: list[Control]
    errors: list[tuple[str, str]]


def draw(dossier: Dossier, held: Sequence[StoredFile], errors: dict[str, Text]) -> Page:
    """Draw the form.

    Raises:
        ActionNotAllowed: the dossier waits for no supplement (any more).

    """
    case = dossier_page.case_of(dossier)
    asked = happenings.open_request(case, dossier.history)
    if asked is None:
        raise ActionNotAllowed(ANSWER, dossier.state)
    action = case.workflow.action(ANSWER)
    return Page(
        dossier,
        asked,
        [_control(wanted, held, errors) for wanted in action.inputs],
        [(key, words(text)) for key, text in errors.items()],
    )


def _control(wanted: Input, held: Sequence[StoredFile], errors: dict[str, Text]) -> Control:
    error = words(errors[wanted.key]) if wanted.key in errors else ""
    plain = Control(
        name=wanted.key,
        id=wanted.key,
        widget="textarea",
        label=words(wanted.label),
        hint=words(wanted.hint),
        error=error,
        required=wanted.required,
        attrs={"rows": "6", "maxlength": str(wanted.max_length)},
    )
    return _files(plain, held) if wanted.kind == "files" else _text(plain)


def _text(plain: Control) -> Control:
    return replace(plain, value=typed(request.form.get(plain.name, "")))


def _files(plain: Control, held: Sequence[StoredFile]) -> Control:
    limits = resources().settings.limits
    told = limits_told(limits.files, " ".join(USUAL_TYPES).upper())
    return replace(
        plain,
        widget="files",
        hint=f"{plain.hint} {told}".strip(),
        options=tuple(Option(str(file.id), file.shown_name, size(file.size)) for file in held),
        attrs={
            "accept": ",".join(f".{kind}" for kind in USUAL_TYPES),
            "data-max-bytes": str(limits.file_bytes),
        },
    )
