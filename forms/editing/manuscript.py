"""A document on the desk of its editor: its parts by address, and what is wrong with each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from forms import section_parts
from forms.editing import document, offered, operations, pages, question, where
from forms.editing.askable import Askable, above
from forms.editing.pages import Lists
from forms.editing.sheet import Sheet
from forms.editing.where import Address
from forms.source import Source
from forms.workflow import Workflow

WITH_CONDITION = frozenset({where.SECTION, where.QUESTION})


@dataclass(frozen=True)
class Manuscript:
    """One text, read for editing.

    sections: those of the document, with the shared ones filled in
    """

    node: CommentedMap
    sections: Sequence[Any]
    workflows: Mapping[str, Workflow]

    @property
    def text(self) -> str:
        return document.write(self.node)

    @cached_property
    def lists(self) -> Lists:
        return offered.lists(self.node, self.sections, self.workflows)

    def asked_above(self, address: Address) -> tuple[Askable, ...]:
        return above(self.sections, address.section, address.numbers)

    def sheet(self, address: Address) -> Sheet:
        """Open a page of the editor.

        Raises:
            NoSuchPlace: the document has no such section or question, or it is a shared one.

        """
        if address.page in where.OF_THE_HEAD:
            return Sheet(pages.page(address.page, self.lists), self.node, ORDER)
        asked = self.asked_above(address)
        if address.page == where.SECTION:
            node = operations.section_at(self.node, address.section)
            if "part" in node:
                raise operations.NoSuchPlace(str(node["part"]))
            page = pages.page("section", self.lists)
            return Sheet(page, node, question.SECTION_ORDER, asked)
        node = operations.question_at(self.node, address.section, address.numbers)
        return Sheet(question.page(node, self.lists), node, question.ORDER, asked)


# The usual order of the head in a file.
ORDER = (
    *("code", "national_code", "version", "effective_from", "effective_to", "published"),
    *("title", "summary", "field_of_work", "level", "agency_levels", "instance", "who_may_file"),
    *("fee", "papers", "result", "steps", "legal_basis", "deadlines", "workflow", "documents"),
    *("code_lists", "retention", "shown_as", "sections"),
)


def read(text: str, workflows: Mapping[str, Workflow]) -> Manuscript:
    """Read a text for editing.

    Raises:
        NotReadable: only the text itself can be mended.

    """
    node = document.parse(text)
    content, _ = section_parts.resolve(Source(Path("document.yaml"), text))
    sections = content.get("sections")
    return Manuscript(node, sections if isinstance(sections, list) else [], workflows)
