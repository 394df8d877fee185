"""Why a petition may not be accepted, in plain words, code by code of the lists of the law."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import marshmallow as ma

from forms import codelists
from forms.codelists import CodeList
from forms.faults import Finding, Place
from forms.file_words import Words
from forms.guidance.reading import HERE, read
from forms.procedure_file import NOT_EMPTY, Shape
from forms.text import Text


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """What some codes mean to the person, and what to do about it."""

    codes: tuple[str, ...]
    plain: Text
    do: Text


@dataclass(frozen=True, kw_only=True)
class ExplainedList:
    list: str
    name: Text
    entries: tuple[Explanation, ...]

    @property
    def of_the_law(self) -> CodeList:
        return codelists.code_list(self.list)

    def legal(self, explanation: Explanation) -> tuple[Text, ...]:
        """Give the words of the law that an explanation stands for."""
        return tuple(
            entry.label for entry in self.of_the_law.entries if entry.code in explanation.codes
        )


@dataclass(frozen=True)
class Reasons:
    lists: tuple[ExplainedList, ...]

    def among(self, names: tuple[str, ...]) -> tuple[ExplainedList, ...]:
        """Give the lists of these names that are explained, in the order asked for."""
        by_name = {one.list: one for one in self.lists}
        return tuple(by_name[name] for name in names if name in by_name)


class ExplanationFile(Shape):
    makes = Explanation
    codes = ma.fields.List(ma.fields.String(), required=True, validate=NOT_EMPTY)
    plain = Words(required=True)
    do = Words(required=True)


class ExplainedListFile(Shape):
    makes = ExplainedList
    list = ma.fields.String(required=True)
    name = Words(required=True)
    entries = ma.fields.List(ma.fields.Nested(ExplanationFile), required=True, validate=NOT_EMPTY)


class ReasonsFile(Shape):
    makes = Reasons
    lists = ma.fields.List(ma.fields.Nested(ExplainedListFile), required=True, validate=NOT_EMPTY)


def load(path: Path = HERE / "reasons.yaml") -> Reasons:
    return read(path, ReasonsFile, _findings)


def _findings(found: Reasons) -> Iterator[Finding]:
    for number, one in enumerate(found.lists):
        place: Place = ("lists", number)
        try:
            codes = [entry.code for entry in one.of_the_law.entries]
        except codelists.UnknownCodeList:
            mend = "correct the name"
            yield (*place, "list"), f"no code list is called “{one.list}”", mend
            continue
        explained = [code for entry in one.entries for code in entry.codes]
        for code in sorted(set(codes) - set(explained)):
            yield place, f"“{code}” of {one.list} is not explained", "add it to an entry"
        for code in sorted(set(explained) - set(codes)):
            yield place, f"{one.list} has no code “{code}”", f"use {', '.join(codes)}"
        for code in sorted({code for code in explained if explained.count(code) > 1}):
            yield place, f"“{code}” is explained twice", "keep one of the two"
