"""What looks for barriers finds them, also when it has seen the like of them before."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Faults

SPOIL = """place => document.querySelector(place).append(
    Object.assign(document.createElement("img"), {src: "/static/x/img/mark.svg"}))"""
HIDE_ON_A_PHONE = """() => {
    const picture = document.querySelector("main > img:last-child");
    picture.hidden = true;
    addEventListener("resize", () => picture.hidden = innerWidth < 1000);
}"""
FADE = "document.querySelector('main h1').style.color = '#eee'"
PALE_FIELD = """() => {
    const field = document.querySelector("main input[type=text]");
    field.value = "XA.05443";
    field.style.color = "#ddd";
}"""
STRETCH = "document.querySelector('main').style.minWidth = '2000px'"


@pytest.mark.parametrize(
    ("place", "times"), [("main", 1), ("body > header", 2), ("body > footer", 2)]
)
def test_a_barrier_is_found_in_every_part_of_a_page(
    phone: Page, faults: Faults, place: str, times: int
) -> None:
    phone.goto("/tra-cuu")
    before = faults(phone)
    phone.evaluate(SPOIL, place)
    assert (before, ["image-alt" in one for one in faults(phone)]) == ([], [True] * times)


def test_a_barrier_is_found_that_only_a_desk_shows(phone: Page, faults: Faults) -> None:
    phone.goto("/tra-cuu")
    phone.evaluate(SPOIL, "main")
    phone.evaluate(HIDE_ON_A_PHONE)
    assert ["image-alt" in one for one in faults(phone)] == [True]


def test_a_pale_text_is_found_at_both_widths(phone: Page, faults: Faults) -> None:
    phone.goto("/tra-cuu")
    before = faults(phone)
    phone.evaluate(FADE)
    assert (before, ["color-contrast" in one for one in faults(phone)]) == ([], [True, True])


def test_a_pale_field_is_found(phone: Page, faults: Faults) -> None:
    phone.goto("/tra-cuu")
    before = faults(phone)
    phone.evaluate(PALE_FIELD)
    assert (before, ["color-contrast" in one for one in faults(phone)]) == ([], [True, True])


def test_a_page_that_is_too_wide_is_found(phone: Page, faults: Faults) -> None:
    phone.goto("/tra-cuu")
    phone.evaluate(STRETCH)
    assert len([one for one in faults(phone) if "too wide" in one]) == 2
