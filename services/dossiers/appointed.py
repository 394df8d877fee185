"""Days and times that an action is given: read as people write them, kept in one form."""

import re
from datetime import date
from typing import Any

from forms.kinds.base import Refused
from forms.kinds.text import clean_line
from forms.text import Text
from forms.vietnamese import format_date
from forms.workflow import Input

LONGEST = 20
HOURS = 24
MINUTES = 60
NOT_A_DAY = Text(
    "“{label}” không phải ngày có thật. Hãy ghi ngày, tháng, năm, ví dụ 15/12/2026.",
    "“{label}” is not a real date. Give day, month and year, for example 15/12/2026.",
)
PAST = Text(
    "“{label}” đã qua. Hãy chọn ngày từ hôm nay trở đi.",
    "“{label}” is in the past. Choose today or a later day.",
)
NOT_A_TIME = Text(
    "“{label}” không phải giờ có thật. Hãy ghi giờ và phút, ví dụ 08:30.",
    "“{label}” is not a real time. Give hour and minute, for example 08:30.",
)
DAY = re.compile(r"(?P<day>[0-9]{1,2})[/.\- ](?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{4})")
TIME = re.compile(r"(?P<hour>[0-9]{1,2})[:hg. ](?P<minute>[0-9]{2})", re.IGNORECASE)


def day(value: Any) -> str:
    """Read a day as it is written in Vietnam, or as it is kept."""
    text = clean_line(value or "", LONGEST)
    found = DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text).isoformat() if text else ""
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat()
    except ValueError:
        raise Refused(NOT_A_DAY) from None


def time(value: Any) -> str:
    text = clean_line(value or "", LONGEST)
    if not text:
        return ""
    found = TIME.fullmatch(text)
    if found is None or int(found["hour"]) >= HOURS or int(found["minute"]) >= MINUTES:
        raise Refused(NOT_A_TIME)
    return f"{int(found['hour']):02}:{found['minute']}"


def check_ahead(wanted: Input, value: Any, today: date) -> None:
    """Refuse a day that has passed."""
    if wanted.kind == "day" and value and value < today.isoformat():
        raise Refused(PAST)


def shown(wanted: Input, value: str) -> str:
    """Write a kept answer for the reader."""
    return format_date(date.fromisoformat(value)) if wanted.kind == "day" else value
