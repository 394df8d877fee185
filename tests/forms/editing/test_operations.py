"""Parts are added, moved and taken out; what is begun by the editor is whole."""

from collections.abc import Mapping
from datetime import date

import pytest

from forms import skeleton
from forms.editing import checks, kind_names, manuscript, operations, outline, question
from forms.editing.manuscript import Manuscript
from forms.kinds.registry import KINDS
from forms.parts import part_names
from forms.text import Text
from forms.workflow import Workflow

LABEL = Text("Bạn ở đâu?", "Where do you live?")


def titles(found: Manuscript) -> list[object]:
    return [section["key"] for section in operations.sections_of(found.node)]


def test_a_new_page_stands_before_the_review(feedback: Manuscript) -> None:
    operations.add_section(feedback.node, Text("Nơi ở", "Home"))
    assert titles(feedback) == ["petitioner", "matter", "evidence", "noi_o", "declaration"]


def test_a_section_moves_up(feedback: Manuscript) -> None:
    operations.move(operations.sections_of(feedback.node), 2, -1)
    assert titles(feedback) == ["petitioner", "evidence", "matter", "declaration"]


@pytest.mark.parametrize(("number", "by"), [(0, -1), (3, 1), (99, 1)])
def test_at_the_end_of_the_list_nothing_moves(feedback: Manuscript, number: int, by: int) -> None:
    before = titles(feedback)
    operations.move(operations.sections_of(feedback.node), number, by)
    assert titles(feedback) == before


def test_a_shared_section_becomes_an_own_one(workflows: Mapping[str, Workflow]) -> None:
    found = manuscript.read(skeleton.text("MUON-HT", date(2030, 1, 1)), workflows)
    operations.make_own(found.node, 0)
    assert found.node["sections"][0]["title"] == {"vi": "Người gửi", "en": "The sender"}
    assert not checks.check(found.text, "x", workflows).faults


def test_a_key_is_made_of_the_label(feedback: Manuscript) -> None:
    number = operations.add_question(feedback.node, 1, (), "text", LABEL)
    again = operations.add_question(feedback.node, 1, (), "text", LABEL)
    fields = feedback.node["sections"][1]["fields"]
    assert (fields[number]["key"], fields[again]["key"]) == ("ban_o_dau", "ban_o_dau_2")


def test_every_kind_of_answer_has_a_name() -> None:
    assert kind_names.NAMES.keys() == {*KINDS, *part_names()}


@pytest.mark.parametrize("kind", ["yes_no", "files", "signature", "declaration", "address"])
def test_kinds_without_settings_lack_at_most_an_example(
    feedback: Manuscript, workflows: Mapping[str, Workflow], kind: str
) -> None:
    operations.add_question(feedback.node, 1, (), kind, LABEL)
    found = checks.check(feedback.text, "x", workflows).faults
    assert {fault.what for fault in found} <= {"“ban_o_dau” has no example"}


def test_another_kind_drops_what_it_does_not_have(feedback: Manuscript) -> None:
    node = feedback.node["sections"][1]["fields"][0]
    question.change_kind(node, "long_text")
    assert set(node) == {"key", "kind", "label"}


def test_the_next_version_of_a_code_begins_with_no_end(text: str) -> None:
    copy = operations.next_version(text, code="KNPA", version=2, begins=date(2030, 1, 1))
    assert "version: 2\neffective_from: 2030-01-01\neffective_to: null" in copy


def test_a_copy_under_another_code_is_not_national(text: str) -> None:
    national = text.replace("national_code: false", "national_code: true")
    copy = operations.next_version(national, code="MY", version=1, begins=date(2030, 1, 1))
    assert "code: MY\nnational_code: false" in copy


def test_the_outline_says_when_something_is_asked(workflows: Mapping[str, Workflow]) -> None:
    found = manuscript.read(skeleton.text("MUON-HT", date(2030, 1, 1)), workflows)
    operations.add_shared_section(found.node, "sender.group")
    again = manuscript.read(found.text, workflows)
    lines = outline.outline(again.node["sections"], again.sections)
    group = next(line for line in lines if line.shared == "sender.group")
    said = group.questions[1].when.vi
    assert said == "“Có nhiều người cùng gửi đơn này không?” là Có"
