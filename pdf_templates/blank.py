"""What the blank form says: the questions with room to write, for people who file on paper."""

from dataclasses import dataclass
from typing import ClassVar, Literal

# lines: dotted lines; boxes: one box for each character; date: day, month, year; tick: one box
# before the words; options: one box for each choice; none: a text that only is read
Room = Literal["lines", "boxes", "date", "tick", "options", "none"]


@dataclass(frozen=True, kw_only=True)
class BlankColumn:
    """One question of a list of rows."""

    label: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BlankQuestion:
    """A question, or a block of them, or a list of rows.

    number: "3" or "3.b", by which conditions name it; empty for a text
    notes: hints, and when to answer; room: what stands there to write in; size: lines or boxes
    """

    number: str
    label: str
    notes: tuple[str, ...] = ()
    room: Room = "lines"
    size: int = 1
    unit: str = ""
    options: tuple[str, ...] = ()
    parts: tuple["BlankQuestion", ...] = ()
    columns: tuple[BlankColumn, ...] = ()
    rows: tuple[str, ...] = ()  # How the rows of a list are called.

    @property
    def is_wide(self) -> bool:
        """Whether a row has more questions than stand side by side on a page."""
        return len(self.columns) > MOST_COLUMNS


MOST_COLUMNS = 5


@dataclass(frozen=True, kw_only=True)
class BlankSection:
    title: str
    notes: tuple[str, ...]
    questions: tuple[BlankQuestion, ...]


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """MẪU ĐIỀN TAY: every question of one version of a procedure, to be filled in by hand."""

    template: ClassVar[str] = "blank_form"

    heading: str
    code: str
    version: int
    agency_name: str  # Empty where the form is for any agency.
    sections: tuple[BlankSection, ...]
    signer: str
    address: str
