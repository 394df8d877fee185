"""What an import could not take over as it was."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Note:
    """One thing to look at: the row of the sheet (0: the whole), what, and what to do."""

    row: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        place = f"row {self.row}: " if self.row else ""
        return f"{place}{self.what}" + (f": {self.mend}" if self.mend else "")


class ImportRefused(Exception):
    """The file cannot be read at all; the message says why and what to do."""
