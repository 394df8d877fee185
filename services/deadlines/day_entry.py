"""An exceptional day as an officer enters it: read and checked."""

from collections.abc import Mapping
from datetime import date

from forms.kinds.base import Refused, worded
from forms.kinds.text import check_limit, clean_line
from forms.text import Text
from services.deadlines.calendar import ExceptionalDay
from services.deadlines.working_days import SATURDAY

KINDS = {
    "holiday": Text("Nghỉ lễ, tết", "Public holiday"),
    "compensated": Text("Nghỉ bù", "Day off in lieu"),
    "swap_off": Text("Nghỉ hoán đổi", "Swapped day off"),
    "swap_work": Text("Làm bù vào ngày nghỉ", "Worked weekend day"),
}
# Who enters a day names its source: it is found, not guessed.
FOUND = "S"
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST = 200
LABELS = {"name": Text("Tên ngày", "Name"), "citation": Text("Căn cứ", "Source")}

NO_DAY = Text(
    "Ngày này không có trong lịch. Hãy kiểm tra ngày, tháng và năm.",
    "There is no such day. Check day, month and year.",
)
NO_KIND = Text("Bạn chưa chọn loại ngày. Hãy chọn một loại.", "Choose what kind of day it is.")
EMPTY = Text("Bạn chưa điền “{label}”. Hãy điền mục này.", "“{label}” is empty. Fill it in.")
WORKED_ANYWAY = Text(
    "Ngày làm bù phải là thứ bảy hoặc chủ nhật. Hãy kiểm tra lại ngày.",
    "A worked weekend day must be a Saturday or a Sunday. Check the day.",
)


class DayInvalid(Exception):
    """What was entered makes no exceptional day; `errors` maps inputs to messages."""

    def __init__(self, errors: dict[str, Text]) -> None:
        super().__init__(f"{len(errors)} faults")
        self.errors = errors


def checked(given: Mapping[str, str]) -> ExceptionalDay:
    """Read a day.

    Raises:
        DayInvalid: with a message for each input that does not pass.

    """
    errors: dict[str, Text] = {}
    day = read_day(given)
    kind = given.get("kind", "")
    if day is None:
        errors["day"] = NO_DAY
    elif kind == "swap_work" and day.weekday() < SATURDAY:
        errors["day"] = WORKED_ANYWAY
    if kind not in KINDS:
        errors["kind"] = NO_KIND
    lines = {key: _line(given, key, errors) for key in LABELS}
    if errors or day is None:
        raise DayInvalid(errors)
    return ExceptionalDay(day, kind, lines["name"], lines["citation"], FOUND)


def read_day(given: Mapping[str, str]) -> date | None:
    parts = [given.get(f"day.{part}", "").strip() for part in ("year", "month", "day")]
    if not all(part.isdecimal() and len(part) <= len("2026") for part in parts):
        return None
    year, month, day = (int(part) for part in parts)
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _line(given: Mapping[str, str], key: str, errors: dict[str, Text]) -> str:
    try:
        text = clean_line(given.get(key, ""), LONGEST)
        check_limit(text, LONGEST)
    except Refused as refused:
        errors[key] = refused.about(LABELS[key])
        return ""
    if not text:
        errors[key] = worded(EMPTY, label=LABELS[key])
    return text
