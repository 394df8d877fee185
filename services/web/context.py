"""What every view may ask for: the connections, the clock, who is calling."""

from datetime import UTC, date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app, request

from services.resources import Resources

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
API = "/api/"


def resources() -> Resources:
    return cast("Resources", current_app.extensions["motcua"])


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """Tell the day it is in Vietnam, by which the law counts."""
    return now().astimezone(ZONE).date()


def is_program() -> bool:
    """Whether a program calls the JSON API; it reads problems, keeps no cookie, has no session."""
    return request.path.startswith(API)
