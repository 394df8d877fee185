"""Plain words for every code of the law, and a rule for a group of any size."""

from pathlib import Path

import pytest

from forms import codelists
from forms.faults import BrokenProcedures
from forms.guidance import reasons, representation

HERE = Path(reasons.__file__).parent


def broken(directory: Path, name: str, old: str, new: str) -> Path:
    text = (HERE / name).read_text(encoding="utf-8")
    assert old in text
    path = directory / name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["kn11", "tc29", "tcd9", "petition_filing"])
def test_every_code_is_explained_once(name: str) -> None:
    (explained,) = reasons.load().among((name,))
    codes = [code for entry in explained.entries for code in entry.codes]
    assert sorted(codes) == sorted(entry.code for entry in codelists.code_list(name).entries)


def test_explanation_keeps_the_words_of_the_law() -> None:
    (explained,) = reasons.load().among(("kn11",))
    assert "nội bộ" in explained.legal(explained.entries[0])[0].vi


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('codes: ["7"]', 'codes: ["77"]', "“7” of kn11 is not explained"),
        ('codes: ["7"]', 'codes: ["77"]', "kn11 has no code “77”"),
        ('codes: ["7"]', 'codes: ["7", "8"]', "“8” is explained twice"),
        ("list: tc29", "list: moods", "no code list is called “moods”"),
    ],
)
def test_faulty_reasons_are_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    with pytest.raises(BrokenProcedures, match=what):
        reasons.load(broken(tmp_path, "reasons.yaml", old, new))


@pytest.mark.parametrize(("people", "most"), [(2, 1), (4, 1), (5, 2), (10, 2), (11, 5), (500, 5)])
def test_group_of_any_size_has_a_rule(people: int, most: int) -> None:
    (rule,) = (
        group
        for group in representation.load().groups
        if group.first <= people and (group.last is None or people <= group.last)
    )
    assert rule.most == most


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("to: 4", "to: 3", "no rule, or two, for a group of 4"),
        ("least: 1\n    most: 5", "least: 6\n    most: 5", "smaller number stands last"),
        ("from: 11", "from: 11\n    to: 99", "larger groups have no rule"),
        ("key: lawyer", "key: legal", "“legal” stands here twice"),
    ],
)
def test_faulty_representation_is_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    with pytest.raises(BrokenProcedures, match=what):
        representation.load(broken(tmp_path, "representation.yaml", old, new))
