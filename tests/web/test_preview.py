"""The states of a form for whoever writes the procedure: drawn without a database."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask, g, session

from forms.procedure import Procedure
from services.web import preview
from services.web.preview_application import create_preview_application
from tests.shipped import PROCEDURES

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def stage() -> Iterator[Flask]:
    app = create_preview_application()
    with app.app_context():
        yield app


def drawn(procedure: Procedure, **changes: object) -> dict[str, str]:
    wanted = {"language": "vi", "today": TODAY, **changes}
    return {state.name: state.draw() for state in preview.states(procedure, **wanted)}  # type: ignore[arg-type]


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("slug", PROCEDURES)
def test_every_state_of_every_procedure_is_drawn(slug: str) -> None:
    procedure = PROCEDURES[slug]
    pages = drawn(procedure)
    kinds = ("empty", "filled", "open")
    names = {f"{section.key}.{kind}" for section in procedure.steps_to_fill for kind in kinds}
    assert names | {"review", "review.errors"} <= pages.keys()
    assert all("Bản xem trước" in page for page in pages.values())


@pytest.mark.usefixtures("stage")
def test_each_state_shows_what_it_says() -> None:
    pages = drawn(PROCEDURES["feedback_petition"])
    told = {name: "govuk-error-summary" in page for name, page in pages.items()}
    assert {name for name, wrong in told.items() if wrong} == {
        name for name in pages if name.endswith(".errors")
    }


@pytest.mark.usefixtures("stage")
def test_an_open_page_hides_no_question() -> None:
    page = drawn(PROCEDURES["complaint_first_commune"])["complainant.open"]
    assert "data-when" not in page


@pytest.mark.usefixtures("stage")
def test_the_review_of_the_examples_needs_no_mending() -> None:
    for procedure in PROCEDURES.values():
        assert 'id="can-sua"' not in drawn(procedure)["review"], procedure.slug


@pytest.mark.usefixtures("stage")
def test_links_lead_to_other_states() -> None:
    pages = drawn(PROCEDURES["feedback_petition"], address="/xem/{}".format)
    assert 'href="/xem/matter.filled"' in pages["review"]


@pytest.mark.usefixtures("stage")
def test_it_speaks_english_too() -> None:
    pages = drawn(PROCEDURES["feedback_petition"], language="en")
    assert '<html lang="en">' in pages["review"]


def test_the_session_of_the_onlooker_is_left_alone(stage: Flask) -> None:
    with stage.test_request_context("/can-bo/"):
        session["officer"] = "kept"
        drawn(PROCEDURES["feedback_petition"], language="en")
        assert (dict(session), "is_preview" in g) == ({"officer": "kept"}, False)
