"""How many represent a group, and that they belong to it; faults in a file that says so."""

from pathlib import Path
from typing import Any

import pytest

from forms import answers, catalogue, examples
from forms.faults import BrokenProcedures
from forms.procedure import Procedure
from tests.forms.conftest import TODAY

COMPLAINT = catalogue.HERE / "procedures" / "complaint_first_commune.yaml"
ADDRESS = {"province": "19", "commune": "05443", "detail": "Tổ 1"}
LETTERS = "ABCDEFGHIKLMNOPQRSTUVXY"


def people(count: int) -> list[dict[str, Any]]:
    paper = {"identity_kind": "passport", "identity_number": "B1234567", "address": ADDRESS}
    return [{"full_name": f"Người {LETTERS[number]}", **paper} for number in range(count)]


def errors(procedure: Procedure, others: int, names: list[str]) -> set[str]:
    """Check a group of so many besides the complainant, for whom these speak."""
    group = {
        "several": True,
        "others": people(others),
        "representatives": [{"full_name": name} for name in names],
    }
    raw = {**examples.answers(procedure), **group}
    return set(answers.check(procedure, raw, today=TODAY, section="group").errors)


@pytest.mark.parametrize(
    ("others", "speaking", "is_wrong"),
    [
        (1, 1, False),
        (3, 3, False),
        (4, 2, False),
        (4, 3, True),
        (9, 2, False),
        (9, 3, True),
        (10, 3, False),
        (20, 5, False),
    ],
)
def test_the_size_of_a_group_decides_how_many_represent_it(
    complaint: Procedure,
    others: int,
    speaking: int,
    is_wrong: bool,  # noqa: FBT001 - a case
) -> None:
    names = ["Nguyễn Thị Hương Giang", *(row["full_name"] for row in people(others))][:speaking]
    names = (names * 3)[:speaking]
    assert ("representatives" in errors(complaint, others, names)) is is_wrong


@pytest.mark.parametrize(
    ("name", "is_wrong"),
    [
        ("Người A", False),
        ("  nguoi a", False),
        ("Nguyễn Thị Hương Giang", False),
        ("Người Lạ", True),
    ],
)
def test_a_representative_is_one_of_the_group(
    complaint: Procedure,
    name: str,
    is_wrong: bool,  # noqa: FBT001 - a case
) -> None:
    assert ("representatives.0.full_name" in errors(complaint, 2, [name])) is is_wrong


def test_nobody_represents_one_who_complains_alone(complaint: Procedure) -> None:
    raw = {**examples.answers(complaint), "several": False}
    assert answers.check(complaint, raw, today=TODAY).errors == {}


LIST = """
  - key: guests
    title: {vi: Khách, en: Guests}
    fields:
      - key: count
        kind: number
        label: {vi: Số người, en: How many}
        example: 3
      - key: guests
        kind: repeat
        label: {vi: Khách, en: Guests}
        row: {vi: Khách, en: Guest}
        add: {vi: Thêm, en: Add}
        upload: true
        rows_by: {of: count, steps: [{from: 2, min: 1, max: 3, message: {vi: Ba thôi, en: Three}}]}
        fields:
          - {key: a, kind: text, label: {vi: Tên, en: Name}, example: An}
          - {key: b, kind: text, label: {vi: Tuổi, en: Age}, example: Hai}
"""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("{vi: Tuổi,", "{vi: TÊN,", "two columns would be called “ten”"),
        ("kind: text, label: {vi: Tuổi", "kind: declaration, label: {vi: Tuổi", "in a file"),
        ("of: count", "of: nobody", "no list or number above is called “nobody”"),
        ("of: count", "of: summary", "no list or number above"),
        ("min: 1, max: 3", "min: 4, max: 3", "from 2 people on no list would do"),
        ("{from: 2,", "{from: 2, message: {vi: x, en: x}}, {from: 2,", "out of order"),
        ("label: {vi: Tuổi,", "among: [x], label: {vi: Tuổi,", "no text above is called “x”"),
        ("upload: true", "upload: maybe", "“upload” must be true or false"),
        ("steps: [{from", "steps: [{since", "“since” is not known"),
    ],
)
def test_a_fault_in_such_a_list_is_told(tmp_path: Path, old: str, new: str, what: str) -> None:
    whole = COMPLAINT.read_text(encoding="utf-8")
    section = LIST.replace(old, new, 1)
    (tmp_path / "broken.yaml").write_text(f"{whole}{section}", encoding="utf-8")
    with pytest.raises(BrokenProcedures) as broken:
        catalogue.load(tmp_path)
    assert any(what in fault.what for fault in broken.value.faults), broken.value


def test_a_list_without_fault_is_loaded(tmp_path: Path) -> None:
    whole = COMPLAINT.read_text(encoding="utf-8")
    (tmp_path / "whole.yaml").write_text(f"{whole}{LIST}", encoding="utf-8")
    assert catalogue.load(tmp_path).procedures[0].repeats["guests"].upload
