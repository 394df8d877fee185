"""The form for one exceptional day of the calendar."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from forms.control import Control, Option
from forms.kinds.base import typed
from forms.text import Text
from services.deadlines.day_entry import KINDS
from services.deadlines.models import CalendarDay
from services.web.languages import words

PARTS = ("day", "month", "year")
WEEKDAYS = (
    lazy_gettext("thứ hai"),
    lazy_gettext("thứ ba"),
    lazy_gettext("thứ tư"),
    lazy_gettext("thứ năm"),
    lazy_gettext("thứ sáu"),
    lazy_gettext("thứ bảy"),
    lazy_gettext("chủ nhật"),
)


def controls(given: Mapping[str, str], errors: Mapping[str, Text]) -> tuple[Control, ...]:
    """Draw day, kind, name and source with what was typed and what is wrong."""
    said = {key: words(message) for key, message in errors.items()}
    value = {part: typed(given.get(f"day.{part}", "")) for part in PARTS}
    options = tuple(Option(kind, words(label)) for kind, label in KINDS.items())
    chosen, name, source = (typed(given.get(key, "")) for key in ("kind", "name", "citation"))
    hint = _("Số hiệu thông báo hoặc điều luật nói về ngày này.")
    return (
        Control("day", "day", "date", _("Ngày"), error=said.get("day", ""), value=value),
        Control(
            "kind",
            "kind",
            "radios",
            _("Loại ngày"),
            error=said.get("kind", ""),
            value=chosen,
            options=options,
        ),
        Control("name", "name", "input", _("Tên ngày"), error=said.get("name", ""), value=name),
        Control(
            "citation",
            "citation",
            "input",
            _("Căn cứ"),
            hint=hint,
            error=said.get("citation", ""),
            value=source,
        ),
    )


def summary(
    drawn: Sequence[Control], errors: Mapping[str, Text] | None = None
) -> list[tuple[str, str]]:
    """Gather the messages; a fault of the day itself has no field on the page of one day."""
    found = [(control.id, control.error) for control in drawn if control.error]
    if errors and "day" in errors and not any(control.id == "day" for control in drawn):
        found.insert(0, ("kind", words(errors["day"])))
    return found


def of_day(row: CalendarDay) -> dict[str, str]:
    return {**parts(row.day), "kind": row.kind, "name": row.name, "citation": row.citation}


def parts(day: date) -> dict[str, str]:
    return {"day.day": str(day.day), "day.month": str(day.month), "day.year": str(day.year)}
