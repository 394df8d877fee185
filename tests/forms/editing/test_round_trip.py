"""Editing keeps all that a page does not show, and a page sent back untouched changes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from forms import html
from forms.catalogue import HERE
from forms.editing import document, manuscript, where
from forms.editing.document import NotReadable
from forms.editing.where import Address
from forms.workflow import Workflow
from tests.forms.editing.drawn import untouched

EVERY_KIND = Path(__file__).parents[1] / "files" / "every_kind.yaml"
FILES = [*sorted((HERE / "procedures").glob("*.yaml")), EVERY_KIND]
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_document_that_is_only_read_is_written_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert document.write(document.parse(text)) == text


def addresses(sections: list[Any]) -> Iterator[Address]:
    yield from (Address(page) for page in where.OF_THE_HEAD)
    for number, section in enumerate(sections):
        if "part" not in section:
            yield Address(where.SECTION, number)
            yield from _questions(section, number, ())


def _questions(block: Any, section: int, numbers: tuple[int, ...]) -> Iterator[Address]:
    for number, field in enumerate(block.get("fields", ())):
        yield Address(where.QUESTION, section, (*numbers, number))
        yield from _questions(field, section, (*numbers, number))


@pytest.mark.parametrize(
    "name", ["complaint_first_commune", "denunciation_information", "reception_registration"]
)
def test_pages_sent_back_untouched_change_nothing(
    name: str, workflows: Mapping[str, Workflow]
) -> None:
    text = (HERE / "procedures" / f"{name}.yaml").read_text(encoding="utf-8")
    assert sent_back(text, workflows) == text


def test_pages_of_every_kind_sent_back_untouched_change_nothing(
    workflows: Mapping[str, Workflow],
) -> None:
    text = EVERY_KIND.read_text(encoding="utf-8")
    assert sent_back(text, workflows) == text


def sent_back(text: str, workflows: Mapping[str, Workflow]) -> str:
    found = manuscript.read(text, workflows)
    for address in addresses(found.node["sections"]):
        sheet = found.sheet(address)
        drawn = html.controls(sheet.section(), sheet.raw(), {}, "vi", today=TODAY)
        sheet.put(sheet.read(untouched(drawn)))
    return found.text


def test_a_date_or_a_version_number_stays_text() -> None:
    found = document.parse("code: 2.002400\non: 2026-07-01\nyes: on\n")
    assert list(found.values()) == ["2.002400", "2026-07-01", "on"]


def test_comments_survive_a_change() -> None:
    found = document.parse("# head\nfee: {vi: A, en: B} # why\n")
    found["fee"]["vi"] = "C"
    assert document.write(found) == "# head\nfee: {vi: C, en: B} # why\n"


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "a: [", "a: &x 1\nb: *x\n", "a: " + "[" * 60 + "]" * 60, "\ud800", "a: \x00"],
    ids=["empty", "list", "broken", "anchor", "deep", "surrogate", "nul"],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(NotReadable):
        document.parse(text)
