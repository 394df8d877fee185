"""The check of answers: what is asked, what is dropped, what is refused where."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from forms import answers, examples
from forms.procedure import Procedure, UnknownSection


@pytest.fixture
def full(complaint: Procedure) -> dict[str, Any]:
    return examples.answers(complaint)


def test_the_example_is_canonical(complaint: Procedure, full: dict[str, Any], today: date) -> None:
    assert answers.check(complaint, full, today=today) == answers.Checked(full, {})


def test_nothing_answered_asks_for_everything(complaint: Procedure, today: date) -> None:
    errors = answers.check(complaint, {}, today=today).errors
    assert {"complainant.full_name", "complainant.address.commune", "signature"} <= errors.keys()


def test_a_message_names_the_field_and_what_to_do(complaint: Procedure, today: date) -> None:
    message = answers.check(complaint, {}, today=today).errors["complainant.full_name"]
    assert message.vi == "Bạn chưa điền “Họ và tên”. Hãy điền mục này."


def test_a_hidden_answer_is_dropped(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    checked = answers.check(complaint, full | {"represented": False}, today=today)
    assert "representative" not in checked.answers


def test_even_a_wrong_hidden_answer_is_dropped(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    raw = full | {"represented": False, "representative": [[1]], "authorisation_scope": 7}
    assert answers.check(complaint, raw, today=today).errors == {}


def test_hiding_a_question_hides_what_hangs_on_it(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    raw = full | {"object": "act", "act": {"who": "Ông Hải"}}
    checked = answers.check(complaint, raw, today=today)
    assert not {"stay_requested", "stay_reason", "decision"} & checked.answers.keys()


def test_a_hidden_answer_in_a_block_is_dropped(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    respondent = full["respondent"] | {"kind": "agency"}
    checked = answers.check(complaint, full | {"respondent": respondent}, today=today)
    assert "position" not in checked.answers["respondent"]


@pytest.mark.parametrize(
    "path", ["nothing", "complainant.nothing", "complainant.address.nothing", "court_notice"]
)
def test_an_unknown_key_is_an_error(
    complaint: Procedure, full: dict[str, Any], today: date, path: str
) -> None:
    *blocks, key = path.split(".")
    inside = full
    for block in blocks:
        inside = inside[block]
    inside[key] = "x"
    assert answers.check(complaint, full, today=today).errors.keys() == {path}


@pytest.mark.parametrize("raw", [None, [], "x", 7, True, [{}]])
def test_answers_of_another_shape_are_refused(
    complaint: Procedure, raw: object, today: date
) -> None:
    assert answers.check(complaint, raw, today=today).errors.keys() == {""}


def nest(depth: int) -> dict[str, Any]:
    inside: dict[str, Any] = {}
    for _ in range(depth):
        inside = {"x": inside}
    return inside


@pytest.mark.parametrize(
    "made",
    [
        lambda: {f"key{number}": 1 for number in range(1_000_000)},
        lambda: {"evidence": ["a"] * 1_000_000},
        lambda: {"complainant": nest(100_000)},
        lambda: nest(50),
    ],
    ids=["million keys", "million files", "deep block", "deep"],
)
def test_too_much_is_refused_at_once(
    complaint: Procedure, made: Callable[[], object], today: date
) -> None:
    assert answers.check(complaint, made(), today=today).errors == {"": answers.TOO_MUCH}


@pytest.mark.parametrize("key", ["a\0b", "\ud800", "x" * 5000, 7, ("a",), None])
def test_an_odd_key_is_named_so_that_it_can_be_stored(
    complaint: Procedure, key: Any, today: date
) -> None:
    errors = answers.check(complaint, {key: 1}, today=today).errors
    assert all("\0" not in path and len(path.encode()) < 200 for path in errors)


@pytest.mark.parametrize("block", ["x", 7, True, [1], [{"full_name": "An"}]])
def test_a_block_of_another_shape_is_refused_at_the_block(
    complaint: Procedure, full: dict[str, Any], today: date, block: object
) -> None:
    errors = answers.check(complaint, full | {"complainant": block}, today=today).errors
    assert errors.keys() == {"complainant"}


def test_one_section_is_checked_alone(complaint: Procedure, today: date) -> None:
    errors = answers.check(complaint, {}, today=today, section="content").errors
    assert errors.keys() == {"field_of_matter", "content", "reasons", "request"}


def test_a_section_still_sees_the_answers_of_others(complaint: Procedure, today: date) -> None:
    raw = {"object": "decision"}
    errors = answers.check(complaint, raw, today=today, section="earlier_steps").errors
    assert "stay_requested" in errors


def test_a_section_gives_its_own_answers_only(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    checked = answers.check(complaint, full, today=today, section="evidence")
    assert checked.answers.keys() == {"evidence", "other_documents"}


def test_an_unknown_section_is_told(complaint: Procedure, today: date) -> None:
    with pytest.raises(UnknownSection):
        answers.check(complaint, {}, today=today, section="nowhere")


def test_valid_answers_survive_beside_wrong_ones(
    complaint: Procedure, full: dict[str, Any], today: date
) -> None:
    checked = answers.check(complaint, full | {"known_on": "x"}, today=today)
    assert checked.answers["content"] == full["content"]


def test_an_optional_block_left_blank_is_no_answer(feedback: Procedure, today: date) -> None:
    blank = {"province": "", "commune": " ", "detail": "", "old_text": ""}
    raw = examples.answers(feedback) | {"place": blank}
    checked = answers.check(feedback, raw, today=today)
    assert ("place" in checked.answers, checked.errors) == (False, {})


def test_an_optional_block_once_begun_must_be_complete(feedback: Procedure, today: date) -> None:
    raw = examples.answers(feedback) | {"place": {"province": "19"}}
    errors = answers.check(feedback, raw, today=today).errors
    assert errors.keys() == {"place.commune", "place.detail"}


def test_today_moves_on(complaint: Procedure, full: dict[str, Any]) -> None:
    raw = full | {"known_on": "2026-11-23"}
    checked = [
        answers.check(complaint, raw, today=date(2026, 11, day)).errors.keys() for day in (22, 23)
    ]
    assert checked == [{"known_on"}, set()]
