"""Draw the review page: all answers, what must still be mended, declaration and signature."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template

from forms import answers, review
from forms.control import Control
from forms.guidance import time_limit
from forms.guidance.limitation import Count
from forms.procedure import Section
from forms.text import Text
from services.dossiers import pseudonyms
from services.files.models import StoredFile
from services.web.citizen import drawing
from services.web.citizen.attempts import Attempt
from services.web.context import resources, today
from services.web.formatting import size
from services.web.languages import language

Row = dict[str, Any]


@dataclass(frozen=True)
class Reviewed:
    """A page of answers as the person gave them, and how many of them must be mended."""

    title: str
    url: str
    rows: list[Row]
    faults: int


def page(attempt: Attempt, files: Sequence[StoredFile], errors: Mapping[str, Text]) -> str:
    """Draw the page; errors of its own fields are told at them, those of other pages by a link."""
    procedure = attempt.procedure
    agencies = attempt.agencies
    checked = answers.check(procedure, attempt.raw, today=today(), agencies=agencies)
    by_id = {str(stored.id): stored for stored in files}
    shown = [
        _reviewed(attempt, frozen, by_id, checked.errors)
        for frozen in review.frozen(procedure, checked.answers, today=today(), agencies=agencies)
        if procedure.section(frozen["key"]).on == "step"
    ]
    return render_template(
        "citizen/review.html",
        attempt=attempt,
        portal_url="" if attempt.is_taken else resources().front_doors.portal_url,
        lacks_key=attempt.lacks_key,
        needs_login=attempt.needs_login,
        is_secret=pseudonyms.protects(procedure, checked.answers),
        limitation=_limitation(attempt, checked.answers),
        reviewed=shown,
        titles=drawing.titles(attempt, attempt.raw),
        controls=_controls(attempt, files, errors),
        errors=_summary(attempt, shown, errors),
    )


def _limitation(attempt: Attempt, checked: Mapping[str, Any]) -> Count | None:
    return time_limit.of(
        attempt.procedure, checked, today=today(), first_working=attempt.first_working
    )


def _controls(
    attempt: Attempt, files: Sequence[StoredFile], errors: Mapping[str, Text]
) -> list[Control]:
    return [
        control
        for section in attempt.procedure.review_sections
        for control in drawing.controls(attempt, section, files, attempt.raw, errors)
    ]


def _summary(
    attempt: Attempt, reviewed: Sequence[Reviewed], errors: Mapping[str, Text]
) -> list[tuple[str, str]]:
    """List the faults of this page; those of others stand in the list that leads to them."""
    if not errors:
        return []
    there = [("can-sua", page.title) for page in reviewed if page.faults]
    here = [
        pair
        for section in attempt.procedure.review_sections
        for pair in drawing.summary(section, _of(section, errors))
    ]
    return [*there[:1], *here]


def _reviewed(
    attempt: Attempt,
    frozen: Row,
    files: Mapping[str, StoredFile],
    errors: Mapping[str, Text],
) -> Reviewed:
    section = attempt.procedure.section(frozen["key"])
    return Reviewed(
        title=frozen["title"][language()],
        url=attempt.url(section),
        rows=[_row(row, files) for row in frozen["rows"]],
        faults=len(_of(section, errors)),
    )


def _row(row: Row, files: Mapping[str, StoredFile]) -> Row:
    named = [
        f"{files[file].shown_name} ({size(files[file].size)})"
        for file in row["files"]
        if file in files
    ]
    lines = [line[language()] for line in row["value"]]
    return {"label": row["label"][language()], "value": named or lines}


def _of(section: Section, errors: Mapping[str, Text]) -> dict[str, Text]:
    keys = {field.key for field in section.fields}
    return {path: text for path, text in errors.items() if path.partition(".")[0] in keys}
