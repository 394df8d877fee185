"""The work sheet for a breach of personal data: counts filled in, lines left for people."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True)
class Counted:
    """How much there is of one kind of data."""

    label: str
    count: int


@dataclass(frozen=True)
class SheetPart:
    """One thing that the notice tells; without counts it has lines to write on."""

    title: str
    counts: tuple[Counted, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BreachSheet:
    """PHIẾU LÀM VIỆC KHI LỘ DỮ LIỆU CÁ NHÂN: prepares the notice, and is not the notice itself."""

    template: ClassVar[str] = "breach_sheet"

    title: str
    agency_name: str  # Empty for the whole installation.
    since: datetime
    until: datetime
    detected: datetime
    hours: int
    notify_by: datetime
    parts: tuple[SheetPart, ...]
    citation: str
    note: str = ""
    dossier_number: str = ""
