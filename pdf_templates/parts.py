"""The parts that papers are made of: plain frozen values.

Texts are printed as they are given; an empty text or None means "not known" and its line is left
out. Moments carry their time zone and are printed in Vietnam's time.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Agency:
    """The body that issues a paper."""

    name: str
    code: str
    address: str
    phone: str
    place: str  # The địa danh before the date: "Thái Nguyên".
    parent_name: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class IdentityPaper:
    """A proof of identity, its kind in the words of the form: "Số căn cước"."""

    kind: str
    number: str
    issued_on: date | None = None
    issued_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """A person, an organisation or an agency named on a paper."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: IdentityPaper | None = None
    position: str = ""  # Chức vụ.
    organisation: str = ""  # Where the person works, or whom the person speaks for.


@dataclass(frozen=True, kw_only=True)
class FileEntry:
    """A file that arrived."""

    name: str
    kind: str  # What it is in words: "Quyết định bị khiếu nại".
    size: int  # In bytes.
    sha256: str  # In hexadecimal.


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What will happen, and by when."""

    what: str
    by: date | datetime | None = None
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class DossierComponent:
    """A kind of document in the dossier with the number of pieces of each sort."""

    name: str
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0


@dataclass(frozen=True, kw_only=True)
class DueDate:
    """A promised moment and why it is this one."""

    at: date | datetime
    period: str  # "07 ngày làm việc kể từ ngày tiếp nhận".
    result: str = ""  # What is given then: "Thông báo về việc thụ lý hoặc không thụ lý".
    citation: str = ""
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """Who signs for an agency."""

    name: str
    title: str  # "CHÁNH THANH TRA", or the role the form gives.
    authority: str = ""  # The line above the title: "KT. CHÁNH THANH TRA".
    note: str = ""  # The line under the title: "(Ký, ghi rõ họ tên)".
    image_png: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class Signature:
    """How a citizen signed; signed_at is when it was given on screen."""

    name: str
    image_png: bytes | None = None
    note: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PrintedRow:
    """A question and the lines of its answer."""

    label: str
    value_lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PrintedTable:
    """A list of the form: the same questions answered once a line."""

    label: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class PrintedSection:
    """A page of the form; of an official form, what it has no line for.

    rows: in the order of the questions; a row without a label is a statement of its own
    """

    title: str
    rows: tuple[PrintedRow | PrintedTable, ...]
    party: Party | None = None  # The person whom the page is about.


@dataclass(frozen=True, kw_only=True)
class SupplementItem:
    """One thing that is missing or wrong."""

    name: str
    detail: str = ""
