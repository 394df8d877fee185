"""A table as it was read: sheets, numbered lines, plain cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

MOST_COLUMNS = 60
MOST_LINES = 20_000  # Blank lines included: spreadsheets format many that nobody fills in.
MOST_SHEETS = 20
LONGEST_CELL = 33_000  # What a cell of a spreadsheet can hold.


@dataclass(frozen=True)
class Formula:
    """A cell whose value is worked out, which nobody here does."""


Cell = str | int | float | bool | date | datetime | Formula | None


@dataclass(frozen=True)
class Line:
    """One row of a sheet; its number is the one that a spreadsheet shows."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    title: str
    lines: tuple[Line, ...]


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leave out lines in which nothing stands."""
    return tuple(line for line in lines if not all(is_blank(cell) for cell in line.cells))
