"""Draw a page of a filing: its fields with what was typed, its files, what is wrong, the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from forms import html
from forms.control import Control, Option
from forms.kinds.repeat import Repeat
from forms.procedure import Section
from forms.text import Text
from services.files.models import StoredFile
from services.web.citizen import clashes, posting, prefilled
from services.web.citizen.attempts import Attempt
from services.web.context import resources, today
from services.web.formatting import size
from services.web.languages import language, words

PICTURES = frozenset({"image/png", "image/jpeg"})
SIGNATURE_ACCEPT = ".png,.jpg,.jpeg,.pdf"

Raw = dict[str, Any]
Errors = Mapping[str, Text]


def page(
    attempt: Attempt,
    section: Section,
    files: Sequence[StoredFile],
    raw: Raw,
    errors: Errors,
    clashing: Sequence[str] = (),
) -> str:
    """Draw one page of questions; `raw` holds the answers to show.

    `clashing` names the fields in which another window has saved other answers.
    """
    everything = attempt.raw | raw
    pages = attempt.pages(everything)
    drawn = controls(attempt, section, files, everything, errors)
    saved = controls(attempt, section, files, attempt.raw, {}) if clashing else []
    return render_template(
        "citizen/section.html",
        attempt=attempt,
        section=section,
        titles=titles(attempt, everything),
        position=pages.index(section) + 1 if section in pages else 1,
        controls=prefilled.marked(drawn, attempt.procedure),
        errors=summary(section, errors),
        seen=posting.fingerprint(section, attempt.draft.raw.get(section.key, {})),
        clashes=clashes.between(_named(drawn, clashing), _named(saved, clashing)),
    )


def summary(section: Section, errors: Errors) -> list[tuple[str, str]]:
    """List the faults with links; one in a row says in which, since each row asks the same."""
    told = html.error_summary(section, errors, language())
    rows = {field.key: field.kind for field in section.fields if isinstance(field.kind, Repeat)}
    return [(place, f"{_row_of(place, rows)}{message}") for place, message in told]


def _row_of(place: str, rows: Mapping[str, Repeat]) -> str:
    key, _, rest = place.partition("-")
    number = rest.partition("-")[0]
    if key not in rows or not number.isdecimal():
        return ""
    return f"{words(rows[key].row_label(int(number)))}: "


def titles(attempt: Attempt, raw: Raw) -> list[str]:
    """Name the steps that these answers lead to, the review last."""
    return [*(words(section.title) for section in attempt.pages(raw)), _("Xem lại và nộp đơn")]


def controls(
    attempt: Attempt, section: Section, files: Sequence[StoredFile], raw: Raw, errors: Errors
) -> list[Control]:
    drawn = html.controls(
        section,
        raw,
        errors,
        language(),
        today=today(),
        procedure=attempt.procedure,
        agencies=attempt.agencies,
    )
    by_id = {str(stored.id): stored for stored in files}
    return [_with_files(attempt, control, by_id) for control in drawn]


def _with_files(attempt: Attempt, control: Control, files: Mapping[str, StoredFile]) -> Control:
    """Add to a field for files which ones it holds, and the limits, told before choosing."""
    if control.widget not in {"files", "signature"}:
        return control
    ids = (control.value,) if isinstance(control.value, str) else control.value
    held = [files[file] for file in ids if file in files]
    limits = resources().settings.limits
    attrs = {**control.attrs, "data-max-bytes": str(limits.file_bytes)}
    if control.widget == "signature":
        attrs["accept"] = SIGNATURE_ACCEPT
        attrs["preview"] = _preview(attempt, held)
    return replace(
        control,
        value=control.value if held else "",
        hint=f"{control.hint} {_limits(control)}".strip(),
        options=tuple(_option(stored) for stored in held),
        attrs=attrs,
    )


def _option(stored: StoredFile) -> Option:
    return Option(str(stored.id), stored.shown_name, size(stored.size))


def _limits(control: Control) -> str:
    limits = resources().settings.limits
    if control.widget == "signature":
        return ""
    most = min(limits.files, int(control.attrs.get("max_files", limits.files)))
    kinds = control.attrs.get("accept", "").replace(".", " ").upper().strip()
    return limits_told(most, kinds)


def limits_told(most: int, kinds: str) -> str:
    """Tell how many files of which kinds may come, before they are chosen."""
    told = _(
        "Nhiều nhất %(count)s tệp, mỗi tệp không quá %(size)s. Loại tệp: %(kinds)s.",
        count=most,
        size=size(resources().settings.limits.file_bytes),
        kinds=kinds,
    )
    return str(told)


def _preview(attempt: Attempt, held: Sequence[StoredFile]) -> str:
    """Give the address of a signature that can be shown as a picture."""
    if not held or held[0].content_type not in PICTURES:
        return ""
    return url_for("enclosures.show", draft_id=attempt.draft.id, file_id=held[0].id)


def _named(drawn: Sequence[Control], names: Sequence[str]) -> list[Control]:
    return [control for control in drawn if control.name in names]
