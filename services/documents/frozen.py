"""Reads the frozen rendering of a dossier: what was asked and answered, line by line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from forms.conditions import look_up
from pdf_templates.contexts import IdentityPaper, Party, PrintedRow, PrintedSection
from services.dossiers.models import Dossier


class Frozen:
    """The answers by dotted path, in Vietnamese, as the person saw them."""

    def __init__(self, dossier: Dossier) -> None:
        self._sections: list[dict[str, Any]] = dossier.frozen["sections"]
        self._answers = dossier.answers
        self._rows = {row["key"]: row for row in self._all_rows()}

    def lines(self, path: str) -> tuple[str, ...]:
        row = self._rows.get(path)
        return tuple(line["vi"] for line in row["value"]) if row else ()

    def text(self, path: str) -> str:
        return "\n".join(self.lines(path))

    def day(self, path: str) -> date | None:
        """Give a date as a date; a part of a date is no date."""
        value = look_up(self._answers, path)
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def label(self, path: str) -> str:
        row = self._rows.get(path)
        return row["label"]["vi"] if row else ""

    def files(self) -> dict[str, str]:
        """Map each file id to the question that it answers."""
        return {file: row["label"]["vi"] for row in self._all_rows() for file in row["files"]}

    def party(self, path: str) -> Party:
        """Read a person block."""
        return Party(
            name=self.text(f"{path}.full_name") or self.text(f"{path}.name"),
            address=self.text(f"{path}.address"),
            phone=self.text(f"{path}.phone"),
            email=self.text(f"{path}.email"),
            identity=self._identity(path),
            position=self.text(f"{path}.position"),
            organisation=self.text(f"{path}.organisation_name"),
        )

    def rest(self, printed: tuple[str, ...]) -> tuple[PrintedSection, ...]:
        """Give what the official form has no line for: all but the paths that begin so."""
        sections = (
            PrintedSection(title=section["title"]["vi"], rows=tuple(_printed(section, printed)))
            for section in self._sections
        )
        return tuple(section for section in sections if section.rows)

    def _identity(self, path: str) -> IdentityPaper | None:
        number = self.text(f"{path}.identity_number")
        if not number:
            return None
        return IdentityPaper(
            kind=self.text(f"{path}.identity_kind"),
            number=number,
            issued_on=self.day(f"{path}.identity_issued_on"),
            issued_by=self.text(f"{path}.identity_issued_by"),
        )

    def _all_rows(self) -> Iterator[dict[str, Any]]:
        return (row for section in self._sections for row in section["rows"])


def _printed(section: dict[str, Any], without: tuple[str, ...]) -> Iterator[PrintedRow]:
    for row in section["rows"]:
        path = row["key"]
        if row["value"] and not row["files"] and not _begins(path, without):
            lines = tuple(line["vi"] for line in row["value"])
            yield PrintedRow(label=row["printed"], value_lines=lines)


def _begins(path: str, paths: tuple[str, ...]) -> bool:
    return any(path == begun or path.startswith(f"{begun}.") for begun in paths)
