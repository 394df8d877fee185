"""Reads the frozen rendering of a dossier: what was asked and answered, line by line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from forms.conditions import look_up
from forms.procedure import Procedure
from pdf_templates.contexts import IdentityPaper, Party, PrintedSection
from services.documents import printed_rows

# What a party's block prints; its other answers follow as rows.
PARTY = (
    "full_name",
    "name",
    "address",
    "phone",
    "email",
    "identity_kind",
    "identity_number",
    "identity_issued_on",
    "identity_issued_by",
    "position",
    "organisation_name",
)


class Frozen:
    """The answers by dotted path, in Vietnamese, as the person saw them."""

    def __init__(
        self, sections: list[dict[str, Any]], answers: dict[str, Any], procedure: Procedure
    ) -> None:
        self._procedure = procedure
        self._sections = sections
        self._answers = answers
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
        sections = (self._section(section, printed) for section in self._sections)
        return tuple(section for section in sections if section.rows)

    def about(self, party: str, printed: tuple[str, ...]) -> tuple[PrintedSection, ...]:
        """Give all sections, that of a person first, without the paths that begin so."""
        of_party = tuple(f"{party}.{part}" for part in PARTY) if party else ()
        own: list[PrintedSection] = []
        others: list[PrintedSection] = []
        for section in self._sections:
            is_own = bool(party) and any(_begins(row["key"], (party,)) for row in section["rows"])
            found = self._section(section, (*printed, *of_party), party if is_own else "")
            (own if is_own else others).append(found)
        return tuple(found for found in (*own, *others) if found.rows or found.party)

    def has(self, path: str) -> bool:
        """Tell whether anything of a block is answered."""
        return any(_begins(key, (path,)) and row["value"] for key, row in self._rows.items())

    def _section(
        self, section: dict[str, Any], without: tuple[str, ...], party: str = ""
    ) -> PrintedSection:
        rows = [row for row in section["rows"] if not _begins(row["key"], without)]
        return PrintedSection(
            title=section["title"]["vi"],
            rows=tuple(printed_rows.printed(rows, self._procedure)),
            party=self.party(party) if party else None,
        )

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


def _begins(path: str, paths: tuple[str, ...]) -> bool:
    return any(path == begun or path.startswith(f"{begun}.") for begun in paths)
