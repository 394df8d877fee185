"""The intake of petitions: who may do what, and where it leads."""

import pytest

from forms.catalogue import Catalogue
from forms.workflow import Role, UnknownAction, UnknownState, Workflow


@pytest.fixture
def intake(procedures: Catalogue) -> Workflow:
    return procedures.workflow("petition_intake")


@pytest.mark.parametrize(
    ("state", "role", "names"),
    [
        ("submitted", "officer", ["receive", "request_supplement", "refuse"]),
        ("submitted", "applicant", ["withdraw"]),
        ("received", "officer", ["request_supplement", "refuse", "finish"]),
        ("supplement_requested", "applicant", ["answer_supplement", "withdraw"]),
        ("refused", "officer", []),
        ("finished", "applicant", []),
        ("withdrawn", "officer", []),
    ],
)
def test_each_side_may_do_its_part(
    intake: Workflow, state: str, role: Role, names: list[str]
) -> None:
    assert [action.name for action in intake.allowed(state, role)] == names


@pytest.mark.parametrize("state", ["submitted", "received"])
def test_a_supplement_leads_back_to_where_it_was_asked(intake: Workflow, state: str) -> None:
    waiting = intake.action("request_supplement").target(state)
    assert waiting is not None
    assert intake.action("answer_supplement").target(waiting) == state


def test_an_action_leads_nowhere_where_it_is_not_allowed(intake: Workflow) -> None:
    assert intake.action("finish").target("submitted") is None


def test_the_portal_knows_every_state(intake: Workflow) -> None:
    assert {state.portal_status for state in intake.states} == {1, 2, 3, 5, 7, 9}


def test_a_refusal_needs_a_listed_ground(intake: Workflow) -> None:
    ground = intake.action("refuse").inputs[0]
    assert (ground.kind, ground.code_list, ground.required) == ("reason", "refusal", True)


def test_unknown_names_are_told(intake: Workflow) -> None:
    with pytest.raises(UnknownState):
        intake.allowed("nowhere", "officer")
    with pytest.raises(UnknownAction):
        intake.action("nothing")
