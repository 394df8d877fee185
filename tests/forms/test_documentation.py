"""The reference of the form language names everything that a file may say."""

from pathlib import Path

import pytest

from forms.field_file import FIELD_KEYS
from forms.kinds.registry import KINDS
from forms.parts import part_names
from forms.procedure_file import ProcedureFile, SectionFile

REFERENCE = Path(__file__).parents[2] / "docs" / "form-language.md"
HEAD = set(ProcedureFile().fields) - {"slug"}


@pytest.mark.parametrize("word", sorted({*KINDS, *part_names(), *HEAD}))
def test_kinds_and_keys_are_documented(word: str) -> None:
    assert f"`{word}`" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", sorted({*FIELD_KEYS, *SectionFile().load_fields} - {"questions"}))
def test_what_sections_and_fields_may_say_is_shown(word: str) -> None:
    assert f"{word}:" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_settings_of_a_kind_are_in_its_row(name: str, kind: type) -> None:
    rows = [
        line
        for line in REFERENCE.read_text(encoding="utf-8").splitlines()
        if line.startswith("|") and f"`{name}`" in line
    ]
    assert all(f"`{setting}`" in rows[0] for setting in vars(kind).get("settings", ()))
