"""Which button of a filing page was pressed, and where on the page that leads."""

from collections.abc import Mapping
from typing import Any

from flask import request

from forms import rows
from services.web.citizen.page_files import REMOVE

UPLOAD = "upload"
GO = "go"
BACK = "back"
STAY = "stay"
AUTOSAVE = "autosave"  # The script saves: nothing is announced.
ELSEWHERE = "elsewhere"  # Save, and go on on another device.
STAYING = frozenset({STAY, AUTOSAVE, ELSEWHERE})
LONGEST_KEY = 100


def go() -> str:
    return request.form.get(GO, "")


def stays() -> bool:
    """Tell whether the person did not mean to go on: then a page may be saved unfinished."""
    pressed = (UPLOAD, REMOVE, rows.ADD, rows.REMOVE, rows.FROM_FILE)
    return go() in STAYING or any(name in request.form for name in pressed)


def from_file() -> str:
    """Name the list that is to be filled by a file; empty if none."""
    return request.form.get(rows.FROM_FILE, "")


def anchor(raw: Mapping[str, Any]) -> str | None:
    """Name the place of the page to come back to; `raw` are the answers as they are now."""
    if rows.ADD in request.form:
        key = request.form[rows.ADD]
        return _row(key, len(_rows(raw, key)) - 1)
    if rows.REMOVE in request.form:
        key, _, number = request.form[rows.REMOVE].rpartition(".")
        # The row that moved up, or the one that is the last now.
        left = len(_rows(raw, key)) - 1
        return _row(key, min(int(number), left) if number.isdecimal() else left)
    return request.form.get(UPLOAD, "")[:LONGEST_KEY].replace(".", "-") or None


def _rows(raw: Mapping[str, Any], key: str) -> list[Any]:
    found = raw.get(key)
    return found if isinstance(found, list) else []


def _row(key: str, number: int) -> str:
    return f"{key[:LONGEST_KEY]}-{number}" if number >= 0 else key[:LONGEST_KEY]
