"""What every view may ask for: the connections, the clock, the reader's language."""

from datetime import UTC, date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

from services.resources import Resources

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def resources() -> Resources:
    return cast("Resources", current_app.extensions["motcua"])


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Tell the day it is in Vietnam, by which the law counts."""
    return now().astimezone(ZONE).date()
