"""The pages of custody: for holders, each with the own share, and no secret is ever sent back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from services.custody import demo
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.models import CustodyShare
from services.resources import Resources
from tests.custodian import PROVINCE, key_for, officers_of
from tests.web.officer.browsing import LAN, hidden, idle, send

PAGE = "/can-bo/giu-khoa"
PLAN = f"{PAGE}/lap-khoa"
SHARE = f"{PAGE}/phan-cua-toi"
UNLOCK = f"{PAGE}/1/mo-khoa"
REHEARSE = f"{PAGE}/1/dien-tap"
ROTATE = f"{PAGE}/1/chuyen-khoa"
RECOVER = f"{PAGE}/1/dat-lai"
HA, DUNG = "tn.ha", "tn.dung"
PASSPHRASE = "bốn từ không liên quan"
Officer = Callable[[str], FlaskClient]


@pytest.fixture
def ha(officer: Officer) -> FlaskClient:
    return officer(HA)


@pytest.fixture
def dung(officer: Officer) -> FlaskClient:
    return officer(DUNG)


@pytest.fixture
def planned(ha: FlaskClient, custodian: Custodian, resources: Resources) -> FlaskClient:  # noqa: ARG001
    holders = [str(one) for one in officers_of(resources, PROVINCE)]
    send(ha, PLAN, holders=holders, threshold="2")
    return ha


def test_the_pages_are_for_officers(client: FlaskClient) -> None:
    assert client.get(PAGE).status_code == 302


def test_a_commune_reads_whose_key_protects(
    hoa: FlaskClient, province_key: Ceremony, custodian: Custodian
) -> None:
    assert custodian.status()["keys"]["1"]["unlocked_at"] == ""
    told = "niêm phong bằng khóa của Thanh tra tỉnh Thái Nguyên" in hoa.get(PAGE).text
    assert (told, province_key.threshold) == (True, 2)


@pytest.mark.usefixtures("custodian")
def test_a_commune_makes_no_key(hoa: FlaskClient) -> None:
    answers = [hoa.get(PLAN), hoa.post(PLAN, data=hidden(hoa, PAGE))]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.usefixtures("province_key", "custodian")
@pytest.mark.parametrize("page", [UNLOCK, RECOVER, f"{PAGE}/99/mo-khoa", f"{PAGE}/1/nonsense"])
def test_who_holds_no_share_finds_no_page(officer: Officer, page: str) -> None:
    browser = officer(LAN)
    token = hidden(browser, PAGE)
    answers = [browser.get(page), browser.post(page, data=token)]
    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.usefixtures("province_key", "custodian")
@pytest.mark.parametrize("page", [UNLOCK, RECOVER, f"{PAGE}/99/mo-khoa"])
def test_who_is_no_custodian_is_shown_no_page(hoa: FlaskClient, page: str) -> None:
    answers = [hoa.get(page), hoa.post(page, data=hidden(hoa, PAGE))]
    assert [answer.status_code for answer in answers] == [403, 403]


@pytest.mark.usefixtures("province_key", "custodian")
def test_another_agency_does_not_seal(officer: Officer) -> None:
    lan = officer(LAN)
    answer = lan.post(f"{PAGE}/1/niem-phong", data=hidden(lan, PAGE))
    assert answer.status_code == 404


@pytest.mark.usefixtures("province_key", "custodian")
@pytest.mark.parametrize("page", [PLAN, SHARE, UNLOCK, REHEARSE, ROTATE, RECOVER])
def test_a_page_of_custody_asks_who_sits_there(
    ha: FlaskClient, resources: Resources, page: str
) -> None:
    token = hidden(ha, PAGE)
    idle(resources, timedelta(minutes=6))
    answers = [ha.get(page), ha.post(page, data={**token, "passphrase": demo.PASSPHRASE})]
    assert all("Xác nhận lại là bạn" in answer.text for answer in answers)


@pytest.mark.usefixtures("province_key")
def test_an_unconfirmed_share_is_not_given(
    ha: FlaskClient, custodian: Custodian, resources: Resources
) -> None:
    token = hidden(ha, PAGE)
    idle(resources, timedelta(minutes=6))
    answer = ha.post(UNLOCK, data={**token, "passphrase": demo.PASSPHRASE})
    given = custodian.status()["keys"]["1"]["given"]["unlock"]
    assert (given, demo.PASSPHRASE in answer.text) == ([], False)


@pytest.mark.usefixtures("custodian")
@pytest.mark.parametrize(
    "given",
    [
        {},
        {"holders": ["999", "x"], "threshold": "2"},
        {"holders": ["1", "2", "3"], "threshold": "nonsense"},
        {"threshold": "2"},
    ],
)
def test_an_unsafe_plan_is_told(ha: FlaskClient, given: dict[str, object]) -> None:
    answer = send(ha, PLAN, **given)
    assert (answer.status_code, "Cần từ 3 đến 9 người" in answer.text) == (422, True)


def test_what_was_chosen_stays(ha: FlaskClient, resources: Resources) -> None:
    chosen = str(officers_of(resources, PROVINCE)[0])
    page = send(ha, PLAN, holders=[chosen], threshold="3").text
    assert f'value="{chosen}" checked' in page


def test_the_words_are_shown_once_and_never_cached(planned: FlaskClient) -> None:
    answer = send(planned, SHARE, passphrase=PASSPHRASE, again=PASSPHRASE)
    shown = answer.text.count("<li>") - planned.get(SHARE).text.count("<li>")
    assert (shown, answer.headers["Cache-Control"]) == (20, "no-store")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"again": "khác"}, "không giống nhau"),
        ({"passphrase": "ngắn", "again": "ngắn"}, "ít nhất 14 ký tự"),
        ({"passphrase": "", "again": ""}, "ít nhất 14 ký tự"),
    ],
)
def test_a_mistake_with_the_passphrase_is_told(
    planned: FlaskClient, change: dict[str, str], told: str
) -> None:
    given = {"passphrase": PASSPHRASE, "again": PASSPHRASE, **change}
    answer = send(planned, SHARE, **given)
    assert (answer.status_code, told in answer.text) == (422, True)


@pytest.mark.parametrize("page", [SHARE, f"{SHARE}/kiem-tra"])
@pytest.mark.usefixtures("custodian")
def test_without_a_making_there_is_no_share(dung: FlaskClient, page: str) -> None:
    assert dung.get(page).status_code == 302


@pytest.mark.usefixtures("planned")
def test_a_colleague_may_stop_a_making(dung: FlaskClient, custodian: Custodian) -> None:
    dung.post(f"{PAGE}/huy", data=hidden(dung, PAGE))
    assert custodian.status()["ceremonies"] == {}


@pytest.mark.usefixtures("province_key")
def test_a_share_under_a_token_asks_for_the_words_alone(
    ha: FlaskClient, custodian: Custodian, resources: Resources
) -> None:
    with resources.database.transaction() as session:
        session.execute(update(CustodyShare).values(token=b"kept by a token"))
    page = ha.get(UNLOCK).text
    shown = ["PKCS#11" in page, 'name="words"' in page, 'name="passphrase"' in page]
    answer = send(ha, UNLOCK, passphrase=demo.PASSPHRASE)
    given = custodian.status()["keys"]["1"]["given"]["unlock"]
    assert (shown, answer.status_code, given) == ([True, True, False], 422, [])


@pytest.mark.usefixtures("province_key", "custodian")
@pytest.mark.parametrize("field", ["passphrase", "words"])
def test_no_secret_is_sent_back(ha: FlaskClient, field: str) -> None:
    answer = send(ha, UNLOCK, **{field: "bí mật đã gõ sai"})
    assert (answer.status_code, "bí mật đã gõ sai" in answer.text) == (422, False)


@pytest.mark.usefixtures("province_key", "custodian")
@pytest.mark.parametrize("given", [{}, {"passphrase": "\x00"}, {"words": "x" * 9999}])
def test_nonsense_is_refused(ha: FlaskClient, given: dict[str, str]) -> None:
    assert send(ha, UNLOCK, **given).status_code == 422


@pytest.mark.usefixtures("province_key")
def test_two_holders_unlock(ha: FlaskClient, dung: FlaskClient, custodian: Custodian) -> None:
    for holder in (ha, dung):
        send(holder, UNLOCK, passphrase=demo.PASSPHRASE)
    assert custodian.status()["keys"]["1"]["unlocked_at"]


@pytest.mark.usefixtures("custodian")
def test_the_paper_gives_a_new_passphrase(ha: FlaskClient, province_key: Ceremony) -> None:
    given = {"words": province_key.made.words[0], "passphrase": PASSPHRASE, "again": PASSPHRASE}
    assert send(ha, RECOVER, **given).status_code == 302


@pytest.mark.usefixtures("province_key")
@pytest.mark.parametrize("page", [UNLOCK, RECOVER, PLAN])
def test_a_custodian_that_is_away_is_told(ha: FlaskClient, page: str) -> None:
    given = {"passphrase": PASSPHRASE, "again": PASSPHRASE}
    answer = send(ha, page, **given)
    assert (answer.status_code, "không trả lời" in answer.text) == (422, True)


@pytest.mark.usefixtures("custodian")
def test_an_outgoing_key_asks_to_be_moved(ha: FlaskClient, resources: Resources) -> None:
    key_for(resources, PROVINCE)
    key_for(resources, PROVINCE)
    assert "Chuyển sang khóa mới" in ha.get(PAGE).text
