"""The audit as a file for a spreadsheet, written while it is read."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO

from services.audit.models import AuditEntry
from services.web.context import ZONE

MARK = "\ufeff"  # By which a spreadsheet knows that the letters are Vietnamese ones.
HEAD = (
    "id",
    "at",
    "actor_kind",
    "actor_id",
    "agency_id",
    "action",
    "object_kind",
    "object_id",
    "outcome",
    "reason",
    "request_id",
    "facts",
)
# A cell that begins so would be run as a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    yield MARK + _line(HEAD)
    for entry in entries:
        yield _line([_cell(entry, name) for name in HEAD])


def _cell(entry: AuditEntry, name: str) -> str:
    if name == "at":
        return entry.at.astimezone(ZONE).isoformat(timespec="milliseconds")
    if name == "facts":
        return json.dumps(entry.facts, ensure_ascii=False, sort_keys=True)
    value = getattr(entry, name)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text


def _line(cells: Iterable[str]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
