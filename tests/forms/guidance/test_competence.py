"""The questions of competence: every way ends once, and a broken file says where."""

from pathlib import Path

import pytest

from forms.faults import BrokenProcedures, Fault
from forms.guidance import competence_file, limitation_file
from forms.guidance.competence import Competence
from tests.shipped import CATALOGUE

SHIPPED = Path(competence_file.__file__).with_name("competence.yaml")
RULES = limitation_file.load()


@pytest.fixture(scope="module")
def competence() -> Competence:
    return competence_file.load(CATALOGUE, RULES)


def faults(directory: Path, old: str, new: str) -> tuple[Fault, ...]:
    """Break the shipped file in one place and load it."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    broken = directory / "competence.yaml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures) as refused:
        competence_file.load(CATALOGUE, RULES, broken)
    return refused.value.faults


@pytest.mark.parametrize(
    ("answers", "decider", "procedure"),
    [
        ("complaint commune first", "commune_chair", "2.002409"),
        ("complaint commune second", "province_chair", "2.002411"),
        ("complaint commune unanswered", "province_chair", "2.002411"),
        ("complaint department_unit first", "department_unit_head", "2.002407"),
        ("complaint department_unit second", "department_head", "2.002411"),
        ("complaint department first", "department_head", "2.002407"),
        ("complaint department second", "province_chair", "2.002411"),
        ("complaint province first", "province_chair", "2.002407"),
        ("complaint province second", "minister", "KN2-BO"),
        ("complaint ministry_unit first", "ministry_unit_head", "KN1-BO"),
        ("complaint ministry_unit second", "minister", "KN2-BO"),
        ("complaint ministry first", "minister", "KN1-BO"),
        ("complaint ministry second", "court", ""),
        ("complaint public_unit first", "unit_head", ""),
        ("complaint public_unit second", "unit_superior", ""),
        ("complaint unknown", "reception_desk", ""),
        ("denunciation commune_staff", "commune_chair", "2.002396"),
        ("denunciation commune_chair", "province_chair", "2.002394"),
        ("denunciation department_staff", "department_head", "2.002394"),
        ("denunciation top", "prime_minister", ""),
        ("feedback", "", "KNPA"),
    ],
)
def test_answers_name_who_decides(
    competence: Competence, answers: str, decider: str, procedure: str
) -> None:
    keys = ("purpose", "accused") if "denun" in answers else ("purpose", "against", "instance")
    outcome = competence.follow(dict(zip(keys, answers.split(), strict=False))).outcome
    assert outcome is not None
    assert (outcome.decider, outcome.procedure) == (decider, procedure)


def test_every_way_ends_in_one_outcome(competence: Competence) -> None:
    assert all(len(competence.fitting(step.answers)) == 1 for step in competence.paths())


def test_answer_that_is_not_offered_asks_again(competence: Competence) -> None:
    step = competence.follow({"purpose": "complaint", "against": "moon"})
    assert step.question is not None
    assert step.question.key == "against"


def test_answer_that_is_not_asked_is_dropped(competence: Competence) -> None:
    assert competence.follow({"purpose": "feedback", "accused": "top"}).answers == {
        "purpose": "feedback"
    }


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("      - value: feedback", "      - value: praise", "“purpose” is never “feedback”"),
        ("decider: court", "decider: moon", "no body is called “moon”"),
        ('procedure: "2.002409"', 'procedure: "9.9"', "no procedure has the code “9.9”"),
        ('procedure: "2.002409"', 'procedure: "2.002411"', "is of instance 2"),
        ('procedure: "2.002409"', 'procedure: "KN1-BO"', "not offered on the level"),
        ("limitation: complaint_first", "limitation: forever", "no rule of limitation"),
        ("instance, is: first", "instance, is: third", "“instance” is never “third”"),
        ("instance, in: [second, unanswered]", "instance, is: second", "a dead end"),
        (
            "[{field: against, is: commune}, {field: instance, is: first}]",
            "[{field: against, is: commune}]",
            "lead to commune_first and commune_second",
        ),
        ("key: denounce_top", "key: feedback", "“feedback” stands here twice"),
        ("when: {field: purpose, is: complaint}", "when: {field: moon, is: full}", "is called"),
    ],
)
def test_broken_file_says_what_is_wrong(tmp_path: Path, old: str, new: str, what: str) -> None:
    found = faults(tmp_path, old, new)
    assert any(what in fault.what for fault in found)


def test_fault_stands_at_its_line(tmp_path: Path) -> None:
    found = faults(tmp_path, "decider: court", "decider: moon")
    (fault,) = (one for one in found if "moon" in one.what)
    lines = SHIPPED.read_text(encoding="utf-8").splitlines()
    assert "decider: court" in lines[fault.line - 1]
