"""What the editor does to a document besides writing texts: add, move, take out, begin anew."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from forms import section_parts
from forms.editing import document, question
from forms.editing.askable import fields_of
from forms.text import Text
from forms.vietnamese import search_key

LONGEST_KEY = 40
MOST = 500


class NoSuchPlace(Exception):
    """The document has nothing at this place."""


def sections_of(procedure: CommentedMap) -> CommentedSeq:
    """Give the list of sections, begun if there is none."""
    if not isinstance(procedure.get("sections"), CommentedSeq):
        procedure["sections"] = CommentedSeq()
    found: CommentedSeq = procedure["sections"]
    return found


def section_at(procedure: CommentedMap, number: int) -> CommentedMap:
    """Find a section.

    Raises:
        NoSuchPlace: there is none at this number.

    """
    return _item(sections_of(procedure), number)


def question_at(procedure: CommentedMap, section: int, numbers: Iterable[int]) -> CommentedMap:
    """Find a question of a section, or one inside a block.

    Raises:
        NoSuchPlace: there is none at these numbers.

    """
    block = section_at(procedure, section)
    for number in numbers:
        block = _item(fields(block), number)
    return block


def fields(block: CommentedMap) -> CommentedSeq:
    if not isinstance(block.get("fields"), CommentedSeq):
        block["fields"] = CommentedSeq()
    found: CommentedSeq = block["fields"]
    return found


def _item(items: CommentedSeq, number: int) -> CommentedMap:
    if number >= len(items) or not isinstance(items[number], CommentedMap):
        raise NoSuchPlace(str(number))
    found: CommentedMap = items[number]
    return found


def move(items: CommentedSeq, number: int, by: int) -> None:
    """Move an entry up or down; at the end of the list it stays."""
    target = number + by
    if number < len(items) and 0 <= target < len(items):
        items[number], items[target] = items[target], items[number]


def remove(items: CommentedSeq, number: int) -> None:
    if number < len(items):
        del items[number]


def add_section(procedure: CommentedMap, title: Text) -> int:
    """Add an empty page before those of the review, and say its number."""
    sections = sections_of(procedure)
    taken = {str(one.get("key")) for one in sections if isinstance(one, Mapping)}
    key = suggested_key(title.vi, taken, "section")
    section = CommentedMap({"key": key, "title": both(title), "fields": CommentedSeq()})
    return _insert(sections, section)


def add_shared_section(procedure: CommentedMap, name: str) -> int:
    return _insert(sections_of(procedure), CommentedMap({"part": name}))


def _insert(sections: CommentedSeq, section: CommentedMap) -> int:
    if len(sections) >= MOST:
        raise NoSuchPlace(str(MOST))
    number = len(sections)
    while number and is_on_review(sections[number - 1]):
        number -= 1
    sections.insert(number, section)
    return number


def is_on_review(section: object) -> bool:
    found = written(section)
    return isinstance(found, Mapping) and found.get("on") == "review"


def written(section: object) -> object:
    """Give what a section says; for a shared one what its file says."""
    if not isinstance(section, Mapping) or "part" not in section:
        return section
    name, _, key = str(section["part"]).partition(".")
    for shared in _shared(name):
        if shared.get("key") == key:
            return shared
    return section


def _shared(name: str) -> list[Mapping[str, Any]]:
    if not name.isidentifier() or name not in shared_files():
        return []
    found: list[Mapping[str, Any]] = section_parts.shared(name).content["sections"]
    return found


def shared_files() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in section_parts.DIRECTORY.glob("*.yaml")))


def shared_sections() -> tuple[tuple[str, Mapping[str, Any]], ...]:
    """List the shared sections by the names that documents use."""
    return tuple(
        (f"{name}.{section['key']}", section)
        for name in shared_files()
        for section in _shared(name)
    )


def make_own(procedure: CommentedMap, number: int) -> None:
    """Put the text of a shared section in its place, so that it can be changed here alone."""
    section = section_at(procedure, number)
    name, _, key = str(section.get("part")).partition(".")
    for shared in document.parse(_text_of(name))["sections"] if name in shared_files() else ():
        if shared["key"] == key:
            sections_of(procedure)[number] = shared


def _text_of(name: str) -> str:
    return (section_parts.DIRECTORY / f"{name}.yaml").read_text(encoding="utf-8")


def add_question(
    procedure: CommentedMap, section: int, numbers: tuple[int, ...], kind: str, label: Text
) -> int:
    """Add a question at the end of a section or block, and say its number there."""
    block = question_at(procedure, section, numbers)
    items = fields(block)
    if len(items) >= MOST:
        raise NoSuchPlace(str(MOST))
    taken = {str(one.get("key")) for one in fields_of(block)} | _keys(procedure)
    added = CommentedMap(
        {"key": suggested_key(label.vi, taken, kind), "kind": kind, "label": both(label)}
    )
    if question.has_fields(added):
        added["fields"] = CommentedSeq()
    question.complete(added)
    items.append(added)
    return len(items) - 1


def _keys(procedure: CommentedMap) -> set[str]:
    return {
        str(field.get("key"))
        for section in sections_of(procedure)
        for field in fields_of(written(section))
    }


def both(text: Text) -> CommentedMap:
    found = CommentedMap({"vi": text.vi, "en": text.en})
    found.fa.set_flow_style()
    return found


def suggested_key(label: str, taken: Iterable[str], otherwise: str) -> str:
    """Make a name of a label: letters without marks; a number behind where it is taken."""
    plain = re.sub("[^a-z0-9]+", "_", search_key(label)).strip("_")[:LONGEST_KEY].strip("_")
    name = plain if plain[:1].isalpha() else otherwise
    used = set(taken)
    number = 1
    found = name
    while found in used:
        number += 1
        found = f"{name}_{number}"
    return found


def next_version(text: str, *, code: str, version: int, begins: date) -> str:
    """Copy a document as a version of a code, in force from a day, with no end.

    Raises:
        NotReadable: the text is not a document.

    """
    copy = document.parse(text)
    if copy.get("code") != code:
        copy["code"] = code
        copy["national_code"] = False
    copy["version"] = version
    copy["effective_from"] = begins.isoformat()
    copy["effective_to"] = None
    return document.write(copy)
