"""What is typed on a page stands in the document afterwards, and nowhere else."""

from collections.abc import Callable, Mapping

import pytest
from werkzeug.datastructures import MultiDict

from forms.editing import checks
from forms.editing.manuscript import Manuscript
from forms.editing.operations import NoSuchPlace
from forms.editing.where import Address
from forms.workflow import Workflow

ABOUT = Address("about")
VALIDITY = Address("validity")
PAPERS = Address("papers")
CONTENT = Address("question", 1, (4,))
PROPOSAL = Address("question", 1, (5,))
Reread = Callable[[Manuscript], Manuscript]


def put(found: Manuscript, address: Address, **typed: object) -> None:
    found.sheet(address).put({name.replace("__", "."): value for name, value in typed.items()})


def test_a_text_is_written_in_its_language(feedback: Manuscript) -> None:
    put(feedback, ABOUT, title={"vi": "Gửi góp ý", "en": "Send feedback"})
    assert 'title: {vi: "Gửi góp ý", en: Send feedback}' in feedback.text


def test_other_lines_stay_as_they_were(feedback: Manuscript, text: str) -> None:
    put(feedback, ABOUT, fee={"vi": "Miễn phí", "en": "Free"})
    before, after = set(text.splitlines()), set(feedback.text.splitlines())
    assert after - before == {"fee: {vi: Miễn phí, en: Free}"}


def test_an_optional_text_that_is_emptied_is_taken_out(feedback: Manuscript) -> None:
    put(feedback, ABOUT, field_of_work={"vi": "", "en": ""})
    assert "field_of_work" not in feedback.node


def test_an_unknown_end_is_written_as_not_known(feedback: Manuscript) -> None:
    put(feedback, VALIDITY, effective_to={"day": "", "month": "", "year": ""})
    assert "effective_to: null" in feedback.text


def test_a_new_key_stands_where_one_looks_for_it(feedback: Manuscript) -> None:
    put(feedback, VALIDITY, published=False)
    keys = list(feedback.node)
    assert keys[keys.index("effective_to") + 1] == "published"


@pytest.mark.parametrize(("typed", "kept"), [("12", 12), ("mười hai", "mười hai"), ("", None)])
def test_a_number_is_written_as_a_number_if_it_is_one(
    feedback: Manuscript, typed: str, kept: object
) -> None:
    put(feedback, CONTENT, min_length=typed)
    assert feedback.node["sections"][1]["fields"][4].get("min_length") == kept


def test_a_wrong_number_is_told_at_its_place(
    feedback: Manuscript, workflows: Mapping[str, Workflow]
) -> None:
    put(feedback, CONTENT, min_length="mười")
    found = checks.check(feedback.text, "x", workflows).faults
    assert [fault.place for fault in found] == [("sections", 1, "fields", 4, "min_length")]


def test_a_row_without_a_word_is_dropped(feedback: Manuscript) -> None:
    sheet = feedback.sheet(PAPERS)
    papers = sheet.raw()["papers"]
    sheet.put({"papers": [papers[0], {}]})
    assert len(feedback.node["papers"]) == 1


def test_a_row_that_was_taken_out_leaves_the_others(feedback: Manuscript) -> None:
    sheet = feedback.sheet(PAPERS)
    names = [("papers.0.name.vi", "Đơn"), ("papers.1.name.vi", "Ảnh")]
    sheet.put(sheet.read(MultiDict([*names, ("remove_row", "papers.0")])))
    assert [paper["name"]["vi"] for paper in feedback.node["papers"]] == ["Ảnh"]


def test_an_emptied_list_stays_a_list(feedback: Manuscript) -> None:
    feedback.sheet(PAPERS).put({"papers": [{}, {}]})
    assert "papers: []" in feedback.text


def test_a_condition_is_built_from_choices(feedback: Manuscript, reread: Reread) -> None:
    row = {"field": "petition_kind", "test": "is", "values": ["feedback"]}
    put(feedback, PROPOSAL, when_0=row)
    assert "when: {field: petition_kind, is: feedback}" in reread(feedback).text


def test_a_condition_goes_when_its_question_is_not_chosen(
    feedback: Manuscript, reread: Reread
) -> None:
    put(feedback, PROPOSAL, when_0={"field": "petition_kind", "test": "filled"})
    again = reread(feedback)
    put(again, PROPOSAL, when_0={"field": ""})
    assert "when" not in again.node["sections"][1]["fields"][5]


def test_a_condition_of_many_layers_is_left_alone(feedback: Manuscript, reread: Reread) -> None:
    deep = {"not": {"any": [{"field": "petition_kind", "is": "feedback"}]}}
    feedback.node["sections"][1]["fields"][5]["when"] = deep
    again = reread(feedback)
    put(again, PROPOSAL, when_0={"field": "content", "test": "filled"})
    assert again.node["sections"][1]["fields"][5]["when"] == deep


def test_a_condition_offers_only_what_is_asked_above(feedback: Manuscript) -> None:
    paths = {one.path for one in feedback.asked_above(CONTENT)}
    assert {"petition_kind", "petitioner.subject"} <= paths
    assert not paths & {"content", "proposal", "evidence"}


@pytest.mark.parametrize(
    "address",
    [Address("section", 99), Address("question", 1, (99,)), Address("question", 1, (0, 0))],
)
def test_a_place_that_is_not_there_is_refused(feedback: Manuscript, address: Address) -> None:
    with pytest.raises(NoSuchPlace):
        feedback.sheet(address)
