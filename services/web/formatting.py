"""Dates, times, sizes and numbers as a Vietnamese reader writes them."""

from datetime import date, datetime
from decimal import Decimal

from flask import Flask

from forms.vietnamese import format_date, format_number
from services.web.context import ZONE

ZONE_NAME = "Asia/Ho_Chi_Minh"
KIBI = 1024


def join(app: Flask) -> None:
    app.jinja_env.filters.update(
        {"day": day, "moment": moment, "size": size, "number": format_number, "hash": hash_groups}
    )


def day(value: date) -> str:
    """Write 05/01/2026."""
    return format_date(value.astimezone(ZONE).date() if isinstance(value, datetime) else value)


def moment(value: datetime) -> str:
    """Write 14:05 05/01/2026, in Vietnamese time."""
    local = value.astimezone(ZONE)
    return f"{local:%H:%M} {format_date(local.date())}"


def size(count: int) -> str:
    """Write 1,5 MB."""
    if count < KIBI**2:
        return f"{format_number(max(1, round(count / KIBI)))} KB"
    return f"{format_number(round(Decimal(count) / KIBI**2, 1)).removesuffix(',0')} MB"


def hash_groups(digest: bytes) -> str:
    """Write a hash in groups of four, so that two can be compared by eye."""
    text = digest.hex()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
