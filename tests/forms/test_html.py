"""The HTML view: what is read, what is drawn, what the browser is told."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from forms import answers, examples, html
from forms.control import Control
from forms.procedure import Procedure
from tests.forms.posting import through_the_browser


def every(controls: Iterable[Control]) -> dict[str, Control]:
    found: dict[str, Control] = {}
    for control in controls:
        found |= {control.name: control} | every(control.children)
    return found


def drawn(procedure: Procedure, section: str, raw: dict[str, Any]) -> dict[str, Control]:
    today = date(2026, 11, 22)
    errors = answers.check(procedure, raw, today=today).errors
    shown = html.controls(
        procedure.section(section), raw, errors, "vi", today=today, procedure=procedure
    )
    return every(shown)


def test_every_section_can_be_filled_in_a_browser(complaint: Procedure, today: date) -> None:
    given = examples.answers(complaint)
    raw = through_the_browser(complaint, given, today)
    assert answers.check(complaint, raw, today=today) == answers.Checked(given, {})


def test_an_empty_post_reads_as_blank_answers(complaint: Procedure) -> None:
    raw = html.read(complaint, "content", MultiDict())
    assert raw == {"field_of_matter": "", "content": "", "reasons": "", "request": ""}


def test_uploads_are_left_to_the_web(complaint: Procedure) -> None:
    raw = html.read(complaint, "evidence", MultiDict({"evidence": "stolen-id"}))
    assert raw == {"other_documents": ""}


def test_names_that_the_page_does_not_have_are_ignored(complaint: Procedure) -> None:
    raw = html.read(complaint, "content", MultiDict({"signature": "x", "csrf_token": "y"}))
    assert not {"signature", "csrf_token"} & raw.keys()


@pytest.mark.parametrize("typed", ["a\0b", "a\ud800b"])
def test_what_cannot_be_stored_is_replaced_and_refused(
    complaint: Procedure, today: date, typed: str
) -> None:
    raw = html.read(complaint, "content", MultiDict({"content": typed * 10}))
    checked = answers.check(complaint, raw, today=today, section="content")
    assert ("\ufffd" in raw["content"], "content" in checked.errors) == (True, True)


def test_mistakes_are_shown_again(complaint: Procedure) -> None:
    posted = MultiDict({"known_on.day": "31", "known_on.month": "hai", "subject": "ngắn"})
    controls = drawn(complaint, "subject", html.read(complaint, "subject", posted))
    assert controls["known_on"].value == {"day": "31", "month": "hai", "year": ""}
    assert controls["subject"].value == "ngắn"


def test_the_error_stands_at_the_control(complaint: Procedure) -> None:
    control = drawn(complaint, "subject", {"subject": "ngắn"})["subject"]
    assert control.error == "“Khiếu nại về việc” ngắn quá: ít nhất 10 ký tự. Hãy viết rõ hơn."


def test_a_commune_is_shown_by_name_with_its_neighbours(complaint: Procedure) -> None:
    raw = {"complainant": {"address": {"province": "19", "commune": "05443"}}}
    control = drawn(complaint, "complainant", raw)["complainant.address.commune"]
    assert control.value == "Phường Phan Đình Phùng"
    assert len(control.options) > 50


def test_a_condition_on_the_same_page_goes_to_the_browser(complaint: Procedure) -> None:
    control = drawn(complaint, "representation", {})["authorisation_scope"]
    assert json.loads(control.when) == {"field": "representative_kind", "is": "authorised"}


def test_a_condition_inside_a_block_names_the_block(complaint: Procedure) -> None:
    control = drawn(complaint, "respondent", {})["respondent.position"]
    assert json.loads(control.when) == {"field": "respondent.kind", "is": "individual"}


@pytest.mark.parametrize(("kind", "is_drawn"), [("decision", True), ("act", False)])
def test_a_condition_on_another_page_is_settled(
    complaint: Procedure, kind: str, *, is_drawn: bool
) -> None:
    assert ("stay_requested" in drawn(complaint, "earlier_steps", {"object": kind})) is is_drawn


def test_the_summary_follows_the_page(complaint: Procedure, today: date) -> None:
    errors = answers.check(complaint, {"nothing": 1}, today=today).errors
    summary = html.error_summary(complaint, errors, "en")
    assert summary[0] == (
        "complainant-subject",
        "Choose one option for “In what capacity do you file?”.",
    )
    assert summary[-1][0] == "nothing"


def test_every_summary_line_finds_its_control(complaint: Procedure, today: date) -> None:
    errors = answers.check(complaint, {}, today=today, section="complainant").errors
    ids = {control.id for control in drawn(complaint, "complainant", {}).values()}
    assert {found for found, _ in html.error_summary(complaint, errors, "vi")} <= ids


def test_the_web_can_add_its_own_fields(complaint: Procedure) -> None:
    bound = html.form_class(complaint.section("content"))

    class WithToken(bound):  # type: ignore[misc, valid-type]
        token = StringField()

    form = WithToken(MultiDict({"token": "t", "content": "c"}))
    assert (form.token.data, form.data["content"]) == ("t", ["c"])
