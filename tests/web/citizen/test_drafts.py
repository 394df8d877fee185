"""Drafts on several devices: one code, one dossier, nothing mixed, nothing lost."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from forms.procedure import Procedure
from services.dossiers.models import Dossier
from services.drafts.models import Draft
from services.resources import Resources
from services.web.context import now
from tests.web.citizen.samples import answers_of, png
from tests.web.citizen.visitor import Page, Visitor

CODE = re.compile(r"\b[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}\b")
STAY = ("go", "stay")
ELSEWHERE = ("go", "elsewhere")
NAME = "petitioner.full_name"


@pytest.fixture
def desk(app: Flask) -> Visitor:
    """Come with another device."""
    return Visitor(app.test_client())


def code_on(page: Page) -> str:
    return str(CODE.findall(page.text)[0])


def take_up(device: Visitor, code: str) -> Page:
    return device.send(device.open("/nop/tiep-tuc"), {"ma": code})


@pytest.fixture
def code(visitor: Visitor, begun: Page) -> str:
    return code_on(visitor.send(begun, {NAME: "Lý A Páo"}, press=ELSEWHERE))


def expire_in(resources: Resources, left: timedelta) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Draft).values(expires_at=now() + left))


def test_the_code_opens_the_draft_where_it_was_left(
    visitor: Visitor, begun: Page, feedback: Procedure, desk: Visitor
) -> None:
    second = visitor.send(begun, answers_of(feedback, feedback.steps_to_fill[0]))
    page = take_up(desk, code_on(visitor.send(second, press=ELSEWHERE)))
    assert page.path == second.path


def test_what_was_typed_is_saved_before_the_code_is_shown(desk: Visitor, code: str) -> None:
    assert take_up(desk, code).value(NAME) == "Lý A Páo"


def test_the_code_is_shown_again(visitor: Visitor, begun: Page, code: str) -> None:
    assert code_on(visitor.open(begun.path.replace("petitioner", "ma-lam-tiep"))) == code


@pytest.mark.parametrize("given", ["", "ABCD", "2222-2222-2222-2222", "\x00", "x" * 100_000])
def test_a_code_that_cannot_be_one_is_told(desk: Visitor, given: str) -> None:
    page = take_up(desk, given)
    assert (page.status, 'id="ma-error"' in page.text) == (422, True)


def test_a_new_code_stops_the_old_one(
    visitor: Visitor, begun: Page, desk: Visitor, code: str
) -> None:
    shown = visitor.open(begun.path.replace("petitioner", "ma-lam-tiep"))
    newer = code_on(renewed(visitor, shown))
    assert (take_up(desk, code).status, take_up(desk, newer).path) == (422, begun.path)


def renewed(visitor: Visitor, shown: Page) -> Page:
    body = {"csrf_token": shown.value("csrf_token")}
    return Page(visitor.client.post(shown.path, data=body, follow_redirects=True))


def test_a_device_that_is_left_no_longer_opens_the_draft(
    visitor: Visitor, begun: Page, desk: Visitor, code: str
) -> None:
    visitor.send(visitor.open(begun.path.replace("petitioner", "ma-lam-tiep")))
    assert (visitor.open(begun.path).status, take_up(desk, code).path) == (404, begun.path)


def test_two_devices_do_not_mix_their_answers(
    visitor: Visitor, begun: Page, desk: Visitor, code: str
) -> None:
    there = take_up(desk, code)
    visitor.send(visitor.open(begun.path), {NAME: "Trên điện thoại"}, press=STAY)
    page = desk.send(there, {NAME: "Trên máy bàn"}, press=STAY)
    kept = visitor.open(begun.path).value(NAME)
    assert (page.status, page.value(NAME), kept) == (409, "Trên máy bàn", "Trên điện thoại")


def test_the_later_device_is_told_what_was_saved(
    visitor: Visitor, begun: Page, desk: Visitor, code: str
) -> None:
    there = take_up(desk, code)
    visitor.send(visitor.open(begun.path), {NAME: "Trên điện thoại"}, press=STAY)
    page = desk.send(there, {NAME: "Trên máy bàn"}, press=STAY)
    assert "“Trên điện thoại”" in page.text


def submit(device: Visitor, review: Page) -> Page:
    return device.send(
        review,
        {"name_public": "no", "declaration": "yes"},
        press=("go", "submit"),
        files=[("signature.scan", "chu-ky.png", png())],
    )


@pytest.fixture
def both(visitor: Visitor, ready: Page, desk: Visitor) -> tuple[Page, Page]:
    """Open the review of one draft on two devices."""
    return ready, take_up(desk, code_on(visitor.send(ready, press=ELSEWHERE)))


def test_two_devices_make_one_dossier(
    visitor: Visitor, desk: Visitor, both: tuple[Page, Page], resources: Resources
) -> None:
    pages = [submit(visitor, both[0]), submit(desk, both[1])]
    with resources.database.transaction() as session:
        count = session.scalar(select(func.count(Dossier.id)))
    assert ({code_on(page) for page in pages} == {code_on(pages[0])}, count) == (True, 1)


def test_the_code_ends_when_the_draft_is_filed(visitor: Visitor, app: Flask, ready: Page) -> None:
    code = code_on(visitor.send(ready, press=ELSEWHERE))
    submit(visitor, ready)
    assert take_up(Visitor(app.test_client()), code).status == 422


def test_a_noted_access_code_is_shown_on_no_device(
    visitor: Visitor, desk: Visitor, both: tuple[Page, Page]
) -> None:
    visitor.send(submit(visitor, both[0]))
    assert desk.open(both[1].path).status == 404


def test_drafts_are_listed_side_by_side(visitor: Visitor, begun: Page) -> None:
    other = visitor.send(visitor.open("/thu-tuc/2.002409/nop"), {"agency": "XA.05443"})
    listed = visitor.open("/nop/tiep-tuc").text
    places = [page.path.rpartition("/")[0] for page in (begun, other)]
    assert [f'href="{place}"' in listed for place in places] == [True, True]


@pytest.mark.usefixtures("begun")
def test_the_list_tells_how_long_a_draft_is_kept(visitor: Visitor, resources: Resources) -> None:
    expire_in(resources, timedelta(days=29))
    assert "Còn 29 ngày, đến " in visitor.open("/thu-tuc").text


@pytest.mark.parametrize(("days", "told"), [(2, 1), (20, 0)])
def test_the_end_of_a_draft_is_told_in_advance(
    visitor: Visitor, begun: Page, resources: Resources, days: int, told: int
) -> None:
    expire_in(resources, timedelta(days=days))
    assert visitor.open(begun.path).text.count("sắp hết hạn giữ") == told


def test_what_is_typed_into_a_draft_that_is_gone_is_shown(
    visitor: Visitor, begun: Page, resources: Resources
) -> None:
    expire_in(resources, timedelta(seconds=-1))
    page = visitor.send(begun, {NAME: "Lý A Páo"})
    assert (page.status, "Lý A Páo" in page.text) == (404, True)


def test_a_draft_is_discarded_after_a_second_thought(visitor: Visitor, begun: Page) -> None:
    asked = visitor.open(begun.path.replace("petitioner", "bo-don"))
    visitor.send(asked)
    assert visitor.open(begun.path).status == 404


def test_asking_to_discard_discards_nothing(visitor: Visitor, begun: Page) -> None:
    visitor.open(begun.path.replace("petitioner", "bo-don"))
    assert visitor.open(begun.path).status == 200


def test_a_stranger_discards_nothing(visitor: Visitor, begun: Page, desk: Visitor) -> None:
    body = {"csrf_token": desk.open("/nop/tiep-tuc").value("csrf_token")}
    desk.client.post(begun.path.replace("petitioner", "bo-don"), data=body)
    assert visitor.open(begun.path).status == 200


@pytest.mark.usefixtures("begun")
def test_the_cookie_outlives_the_window(visitor: Visitor) -> None:
    cookie = visitor.client.get_cookie("motcua")
    assert cookie is not None
    assert cookie.expires


def test_saving_by_itself_leaves_the_cookie_alone(visitor: Visitor, begun: Page) -> None:
    body = {"csrf_token": begun.value("csrf_token"), "seen": begun.value("seen"), NAME: "An"}
    answer = visitor.client.post(begun.path, data={**body, "go": "autosave"})
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (302, False)


def test_one_draft_taken_up_twice_is_listed_once(desk: Visitor, begun: Page, code: str) -> None:
    for _ in range(2):
        take_up(desk, code)
    shown = desk.open("/nop/tiep-tuc").text
    assert shown.count(f'href="{begun.path.rpartition("/")[0]}"') == 1
