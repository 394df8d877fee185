"""Dates, sizes and hashes in the words of Vietnamese official papers."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HASH_GROUP = 8
UNITS = ("KB", "MB", "GB")
KILO = 1024
BITS_OF_KILO = 10
PADDED_MONTHS = 2  # A paper pads January and February, so that nobody can write a 1 before.


class TimeZoneMissing(ValueError):
    """A moment without time zone cannot be printed: nobody knows when it was."""


def local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise TimeZoneMissing(moment.isoformat())
    return moment.astimezone(VIETNAM)


def day(when: date | datetime) -> str:
    """05/01/2026."""
    return f"{_date(when):%d/%m/%Y}"


def moment(when: date | datetime) -> str:
    """14:05 ngày 05/01/2026, or the day alone when no time was promised."""
    if not isinstance(when, datetime):
        return day(when)
    return f"{local(when):%H:%M} ngày {day(when)}"


def long_date(when: date | datetime) -> str:
    """Ngày 05 tháng 01 năm 2026, in the small letters that follow a place."""
    on = _date(when)
    month = f"{on.month:02}" if on.month <= PADDED_MONTHS else str(on.month)
    return f"ngày {on.day:02} tháng {month} năm {on.year}"


def size(count: int) -> str:
    """1,5 MB."""
    if count < KILO:
        return f"{count} byte"
    power = min((count.bit_length() - 1) // BITS_OF_KILO, len(UNITS))
    amount = f"{count / KILO**power:.1f}".removesuffix(".0").replace(".", ",")
    return f"{amount}\N{NO-BREAK SPACE}{UNITS[power - 1]}"


def hash_groups(digest: str) -> str:
    """Break a hash into groups that an eye can compare."""
    return " ".join(digest[i : i + HASH_GROUP] for i in range(0, len(digest), HASH_GROUP))


def two_digits(number: int) -> str:
    """05: a count below ten is padded, as in numbers of official papers."""
    return f"{number:02}"


def _date(when: date | datetime) -> date:
    return local(when).date() if isinstance(when, datetime) else when
