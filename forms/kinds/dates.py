"""Whole dates, and dates of which only the month or the year is known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms.control import Control
from forms.kinds.base import Drawing, Json, Kind, Posted, Refused, Schema, first, typed
from forms.text import Text
from forms.vietnamese import format_date

PARTS = ("day", "month", "year")
EARLIEST = date(1800, 1, 1)
LATEST = date(2200, 12, 31)
WHOLE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
PARTIAL = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
TYPED = {
    "day": re.compile("[0-9]{1,2}"),
    "month": re.compile("[0-9]{1,2}"),
    "year": re.compile("[0-9]{1,4}"),
}

NOT_A_DATE = Text(
    "“{label}” không phải ngày có thật. Hãy ghi ngày, tháng, năm bằng số, ví dụ 5 1 2026.",
    "“{label}” is not a real date. Give day, month and year in numbers, for example 5 1 2026.",
)
INCOMPLETE = Text(
    "“{label}” thiếu ngày, tháng hoặc năm. Hãy ghi đủ cả ba ô.",
    "“{label}” lacks the day, the month or the year. Fill in all three boxes.",
)
NO_YEAR = Text(
    "“{label}” cần ít nhất là năm. Nếu ghi ngày thì ghi cả tháng.",
    "“{label}” needs at least the year. With a day, give the month too.",
)
TOO_EARLY = Text(
    "“{label}” không được trước ngày {limit}. Hãy kiểm tra lại.",
    "“{label}” may not be before {limit}. Check it again.",
)
TOO_LATE = Text(
    "“{label}” không được sau ngày {limit}. Hãy kiểm tra lại.",
    "“{label}” may not be after {limit}. Check it again.",
)


class Limit(ma.fields.String):
    """A date in the file, or the word ``today``."""

    def _validated(self, value: str) -> None:
        if value != "today":
            date.fromisoformat(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            self._validated(text)
        except ValueError:
            raise ma.ValidationError("this is no day | write YYYY-MM-DD or today") from None
        return text


@dataclass(frozen=True, kw_only=True)
class WholeDate(Kind):
    """Day, month and year; stored as YYYY-MM-DD."""

    name: ClassVar[str] = "date"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "earliest": Limit(),
        "latest": Limit(),
        "not_before": ma.fields.String(),
        "autocomplete": ma.fields.String(),
    }
    earliest: str = ""
    latest: str = ""
    not_before: str = ""  # The key of an earlier sibling date.
    autocomplete: str = ""

    def check(self, value: object, today: date, beside: Mapping[str, Json], /) -> Json:
        found = _whole(value)
        other = beside.get(self.not_before) if self.not_before else None
        lower = _date(other) if isinstance(other, str) else None
        check_limits(
            found,
            max(EARLIEST, _limit(self.earliest, today) or EARLIEST, lower or EARLIEST),
            min(LATEST, _limit(self.latest, today) or LATEST),
        )
        return found.isoformat()

    def inputs(self, name: str, /) -> tuple[str, ...]:
        return tuple(f"{name}.{part}" for part in PARTS)

    def read(self, name: str, posted: Posted, /) -> object:
        parts = _posted_parts(name, posted)
        if all(TYPED[key].fullmatch(text) for key, text in parts.items()):
            return f"{parts['year']:0>4}-{parts['month']:0>2}-{parts['day']:0>2}"
        return parts if any(parts.values()) else ""

    def control(self, drawing: Drawing) -> Control:
        attrs = {"autocomplete": self.autocomplete} if self.autocomplete else {}
        return drawing.control("date", value=shown_parts(drawing.raw), attrs=attrs)

    def json_schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": f"^{_plain(WHOLE)}$"}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text(format_date(date.fromisoformat(value))),)


@dataclass(frozen=True, kw_only=True)
class PartialDate(Kind):
    """A year, a month of a year, or a whole date; stored as YYYY, YYYY-MM or YYYY-MM-DD."""

    name: ClassVar[str] = "partial_date"
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "earliest": Limit(),
        "latest": Limit(),
    }
    earliest: str = ""
    latest: str = ""

    def check(self, value: object, today: date, _beside: Mapping[str, Json], /) -> Json:
        if isinstance(value, Mapping):
            raise Refused(NOT_A_DATE if value.get("year") else NO_YEAR)
        match = PARTIAL.fullmatch(value) if isinstance(value, str) else None
        begin = _date(f"{match[0]}-01-01"[:10]) if match else None
        if match is None or begin is None:
            raise Refused(NOT_A_DATE)
        upper = _limit(self.latest, today) or LATEST
        check_limits(begin, max(EARLIEST, _limit(self.earliest, today) or EARLIEST), upper)
        return match[0]

    def inputs(self, name: str, /) -> tuple[str, ...]:
        return tuple(f"{name}.{part}" for part in PARTS)

    def read(self, name: str, posted: Posted, /) -> object:
        parts = _posted_parts(name, posted)
        filled = [key for key in ("year", "month", "day") if parts[key]]
        in_order = filled == ["year", "month", "day"][: len(filled)]
        if filled and in_order and all(TYPED[key].fullmatch(parts[key]) for key in filled):
            widths = {"year": 4, "month": 2, "day": 2}
            return "-".join(parts[key].zfill(widths[key]) for key in filled)
        return parts if filled else ""

    def control(self, drawing: Drawing) -> Control:
        return drawing.control("date", value=shown_parts(drawing.raw), attrs={"partial": "partial"})

    def json_schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_plain(PARTIAL)}$"}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text("/".join(reversed(value.split("-")))),)


def check_limits(found: date, earliest: date, latest: date) -> None:
    if found < earliest:
        raise Refused(TOO_EARLY, limit=format_date(earliest))
    if found > latest:
        raise Refused(TOO_LATE, limit=format_date(latest))


def shown_parts(raw: object) -> dict[str, str]:
    if isinstance(raw, Mapping):
        return {part: typed(raw.get(part)) for part in PARTS}
    match = PARTIAL.fullmatch(raw) if isinstance(raw, str) else None
    if match is None:
        return dict.fromkeys(PARTS, "")
    return {part: re.sub("^0+(?=.)", "", match[part] or "") for part in PARTS}


def _whole(value: object) -> date:
    if isinstance(value, Mapping):
        complete = all(value.get(part) for part in PARTS)
        raise Refused(NOT_A_DATE if complete else INCOMPLETE)
    found = _date(value) if isinstance(value, str) and WHOLE.fullmatch(value) else None
    if found is None:
        raise Refused(NOT_A_DATE)
    return found


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _limit(word: str, today: date) -> date | None:
    if not word:
        return None
    return today if word == "today" else date.fromisoformat(word)


def _posted_parts(name: str, posted: Posted) -> dict[str, str]:
    return {part: first(posted, f"{name}.{part}").strip() for part in PARTS}


def _plain(pattern: re.Pattern[str]) -> str:
    """Take the Python-only group names out, for readers of JSON Schema."""
    return re.sub(r"\?P<\w+>", "", pattern.pattern)
