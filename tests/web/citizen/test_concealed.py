"""What a condition hides on the page is not sent, and comes back when it is asked again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms import catalogue
from forms.procedure import Procedure
from services.resources import Resources
from tests.web.citizen.visitor import Page, Visitor

FILES = Path(__file__).parents[2] / "forms" / "files"
STAY = ("go", "stay")
COMPANY = {
    "petitioner.subject": "business",
    "petitioner.organisation_name": "Công ty Chè",
    "petitioner.position": "Giám đốc",
}


def send_only(visitor: Visitor, page: Page, given: dict[str, Any]) -> Page:
    """Post what a browser with scripts would: nothing of what is hidden."""
    shown = visitor.open(page.path)
    own = {"csrf_token": shown.value("csrf_token"), "seen": shown.value("seen"), "go": "stay"}
    visitor.client.post(page.path, data={**own, **given})
    return visitor.open(page.path)


def test_an_answer_hidden_inside_a_block_comes_back(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, COMPANY, press=STAY)
    page = send_only(visitor, begun, {"petitioner.subject": "individual"})
    assert page.value("petitioner.organisation_name") == "Công ty Chè"


def test_an_answer_that_is_asked_and_emptied_stays_empty(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, COMPANY, press=STAY)
    emptied = {"petitioner.subject": "business", "petitioner.organisation_name": ""}
    page = send_only(visitor, begun, emptied)
    assert page.value("petitioner.organisation_name") == ""


def test_a_hidden_answer_that_was_sent_is_what_was_sent(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, COMPANY, press=STAY)
    page = visitor.send(
        visitor.open(begun.path),
        {"petitioner.subject": "individual", "petitioner.organisation_name": "Khác"},
        press=STAY,
    )
    assert page.value("petitioner.organisation_name") == "Khác"


@pytest.fixture
def every_kind(resources: Resources) -> Iterator[Procedure]:
    shipped = resources.catalogue
    resources.catalogue = catalogue.load(FILES)
    yield resources.catalogue.version("TEST-1", 1)
    resources.catalogue = shipped


@pytest.fixture
def listed(visitor: Visitor, every_kind: Procedure) -> Page:  # noqa: ARG001 - must be offered first
    first = visitor.send(visitor.open("/thu-tuc/TEST-1/nop"), {"agency": "TTT.TN"})
    page = visitor.open(first.path.replace("/who", "/rows"))
    page = visitor.send(page, {"items.0.kind": "plot", "items.0.surface": "12"}, press=STAY)
    return visitor.send(page, press=("add_row", "items"))


def test_an_answer_hidden_inside_a_row_comes_back(visitor: Visitor, listed: Page) -> None:
    page = send_only(visitor, listed, {"items": ["0", "1"], "items.0.kind": "house"})
    assert page.value("items.0.surface") == "12"


def test_a_hidden_answer_leaves_with_its_row(visitor: Visitor, listed: Page) -> None:
    rows = {"items": ["0", "1"], "items.0.kind": "house", "items.1.kind": "house"}
    page = send_only(visitor, listed, {**rows, "remove_row": "items.0"})
    assert page.value("items.0.surface") == ""
