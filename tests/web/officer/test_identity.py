"""An identity is opened with a reason, or on the word of a second person, and closed again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from services.audit.models import AuditEntry
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.models import AccessRequest, RequestState
from services.identity.models import SealedKey
from services.resources import Resources
from tests import sealed as sealing
from tests import staff
from tests.custodian import now, unlock
from tests.sealed import FILE_NAME, MATTER, NAME, PHONE, Sealed
from tests.web.officer.browsing import hidden, idle, send

Enter = Callable[[str], FlaskClient]
LIST = "/can-bo/yeu-cau-danh-tinh"
REASON = "Cần gọi để hẹn ngày làm việc"
ALL = ["person", "matter", "files"]
SECRETS = (NAME, PHONE, MATTER, FILE_NAME, "Hương Giang", "Huong Giang")


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony) -> Sealed:
    return sealing.seal(resources, province_key)


@pytest.fixture
def unlocked(custodian: Custodian, sealed: Sealed) -> Custodian:
    unlock(custodian, sealed.key_id, sealed.holders)
    return custodian


@pytest.fixture
def receiver(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.in_charge("receiver").username)


@pytest.fixture
def decider(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.officer("decider").username)


@pytest.fixture
def verifier(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.in_charge("verifier").username)


def ask(browser: FlaskClient, sealed: Sealed, scope: Any = ALL, reason: str = REASON) -> str:
    """Send the form; give where it leads."""
    answer = send(browser, sealed.page, reason=reason, scope=scope)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def approved(verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, scope: Any = ALL) -> str:
    """Have a request approved; give the address at which the identity is open."""
    verifier.get(ask(verifier, sealed, scope))
    send(decider, f"{LIST}/1", reason="Đúng phạm vi xác minh", verdict="approve")
    return f"{sealed.page}/1"


def entries(resources: Resources, action: str) -> list[AuditEntry]:
    with resources.database.transaction() as session:
        found = select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)
        return list(session.scalars(found))


def leaks(text_of_page: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text_of_page]


@pytest.mark.usefixtures("unlocked")
def test_the_receiver_in_charge_opens_with_a_reason(receiver: FlaskClient, sealed: Sealed) -> None:
    page = receiver.get(ask(receiver, sealed)).text
    assert all(secret in page for secret in (NAME, PHONE, MATTER, FILE_NAME))


@pytest.mark.usefixtures("unlocked")
def test_the_decider_opens_with_a_reason(decider: FlaskClient, sealed: Sealed) -> None:
    assert NAME in decider.get(ask(decider, sealed)).text


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize(
    ("scope", "shown"),
    [("person", [NAME, PHONE]), ("matter", [MATTER]), ("files", [FILE_NAME, "Huong Giang"])],
)
def test_only_the_chosen_part_is_shown(
    receiver: FlaskClient, sealed: Sealed, scope: str, shown: list[str]
) -> None:
    page = receiver.get(ask(receiver, sealed, [scope])).text
    assert set(leaks(page)) - {"Hương Giang"} == set(shown)


@pytest.mark.usefixtures("unlocked")
def test_the_opened_page_is_kept_nowhere(receiver: FlaskClient, sealed: Sealed) -> None:
    headers = receiver.get(ask(receiver, sealed)).headers
    assert (headers["Cache-Control"], headers["Refresh"].partition(";")[0] <= "1800") == (
        "no-store, private",
        True,
    )


def test_the_dossier_page_shows_the_pseudonym_alone(receiver: FlaskClient, sealed: Sealed) -> None:
    page = receiver.get(f"/can-bo/ho-so/{sealed.number}").text
    assert (leaks(page), "Được niêm phong" in page) == ([], True)


@pytest.mark.usefixtures("unlocked")
def test_a_verifier_asks_and_sees_nothing_yet(verifier: FlaskClient, sealed: Sealed) -> None:
    answers = [verifier.get(ask(verifier, sealed)), verifier.get(f"{sealed.page}/1")]
    assert [(answer.status_code, leaks(answer.text)) for answer in answers] == [
        (200, []),
        (410, []),
    ]


@pytest.mark.usefixtures("unlocked")
def test_an_approved_request_opens(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed
) -> None:
    assert NAME in verifier.get(approved(verifier, decider, sealed)).text


@pytest.mark.usefixtures("unlocked")
def test_a_declined_request_opens_nothing(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed
) -> None:
    ask(verifier, sealed)
    send(decider, f"{LIST}/1", reason="Chưa cần cho việc xác minh", verdict="decline")
    told = "Chưa cần cho việc xác minh" in verifier.get(f"/can-bo/ho-so/{sealed.number}").text
    assert (verifier.get(f"{sealed.page}/1").status_code, told) == (410, True)


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize("way", ["close", "revoke"])
def test_what_was_closed_is_closed(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, way: str
) -> None:
    opened = approved(verifier, decider, sealed)
    who, page = {"close": (verifier, f"{opened}/dong"), "revoke": (decider, f"{LIST}/1/thu-hoi")}[
        way
    ]
    who.post(page, data=hidden(who, "/can-bo/lich") or hidden(who, "/can-bo/"))
    assert verifier.get(opened).status_code == 410


CHANGES = [
    {"expires_at": now() - timedelta(seconds=1)},
    {"state": RequestState.CLOSED},
    {"state": RequestState.DECLINED},
    {"state": RequestState.ASKED},
    {"approver_id": None},
    {"approver_id": AccessRequest.requester_id},
    {"basis": "own_matter", "approver_id": None},
    {"requester_id": 1},
]


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize("change", CHANGES)
def test_a_permission_that_is_not_in_order_is_refused_in_the_same_words(
    verifier: FlaskClient,
    decider: FlaskClient,
    sealed: Sealed,
    resources: Resources,
    change: dict[str, Any],
) -> None:
    opened = approved(verifier, decider, sealed)
    with resources.database.transaction() as session:
        session.execute(update(AccessRequest).values(change))
    refused, unknown = verifier.get(opened), verifier.get(f"{sealed.page}/99999")
    entered = [entry.outcome for entry in entries(resources, "identity.read")]
    assert (refused.status_code, words(refused.text), entered) == (
        410,
        words(unknown.text),
        ["denied", "denied"],
    )


def words(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.usefixtures("unlocked")
def test_somebody_else_s_permission_is_refused(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed
) -> None:
    opened = approved(verifier, decider, sealed)
    answer = decider.get(opened)
    assert (answer.status_code, leaks(answer.text)) == (410, [])


@pytest.mark.usefixtures("unlocked")
def test_a_permission_for_another_dossier_is_refused(
    receiver: FlaskClient, sealed: Sealed, resources: Resources, province_key: Ceremony
) -> None:
    other = sealing.seal(resources, province_key, "another-attempt-of-a-person")
    staff.give(resources, other.dossier.id, sealed.officer("receiver"))
    ask(receiver, sealed)
    assert receiver.get(f"{other.page}/1").status_code == 410


def test_nobody_answers_an_own_request(sealed: Sealed, officer: Enter) -> None:
    both = officer(sealed.in_charge("verifier").username)
    ask(both, sealed)
    with sealed.resources.database.transaction() as session:
        session.execute(
            text("UPDATE officers SET roles = '{decider}' WHERE username LIKE 'test.%'")
        )
    page = both.get(f"{LIST}/1").text
    both.post(f"{LIST}/1", data={**hidden(both, LIST), "reason": REASON, "verdict": "approve"})
    with sealed.resources.database.transaction() as session:
        state = session.get_one(AccessRequest, 1).state
    assert ("Không ai tự duyệt" in page, state) == (True, "asked")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"scope": ["person"], "reason": ""}, "ít nhất 10 ký tự"),
        ({"scope": ["person"], "reason": "ngắn        ."}, "ít nhất 10 ký tự"),
        ({"scope": ["person"], "reason": "dài " * 200}, "dài quá 500 ký tự"),
        ({"scope": [], "reason": REASON}, "ít nhất một phần"),
        ({"scope": ["answers", "x"], "reason": REASON}, "ít nhất một phần"),
        ({"scope": ["person"], "reason": "\x00" * 20}, "ít nhất 10 ký tự"),
    ],
)
@pytest.mark.usefixtures("unlocked")
def test_a_mistake_is_told_and_what_was_typed_stays(
    receiver: FlaskClient, sealed: Sealed, given: dict[str, Any], told: str
) -> None:
    answer = send(receiver, sealed.page, **given)
    kept = given["reason"].strip().replace("\x00", "")
    assert (answer.status_code, told in answer.text, kept in answer.text) == (422, True, True)


@pytest.mark.parametrize("given", [{"reason": "ngắn"}, {"reason": "x" * 501}])
def test_an_answer_needs_a_reason_too(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, given: dict[str, str]
) -> None:
    ask(verifier, sealed)
    answer = send(decider, f"{LIST}/1", verdict="approve", **given)
    assert (answer.status_code, given["reason"] in answer.text) == (422, True)


@pytest.mark.parametrize("verdict", ["", "nonsense", "approve\x00"])
def test_an_answer_that_is_neither_yes_nor_no_is_refused(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, verdict: str
) -> None:
    ask(verifier, sealed)
    assert send(decider, f"{LIST}/1", verdict=verdict, reason=REASON).status_code == 400


def test_the_second_answer_changes_nothing(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed
) -> None:
    ask(verifier, sealed)
    for verdict in ("decline", "approve"):
        token = hidden(decider, LIST)
        page = f"{LIST}/1"
        last = decider.post(page, data={**token, "verdict": verdict, "reason": REASON})
    assert "Yêu cầu này đã được trả lời" in decider.get(last.location).text


@pytest.mark.usefixtures("unlocked")
def test_asking_and_opening_ask_who_sits_there(
    receiver: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    opened = ask(receiver, sealed)
    token = hidden(receiver, "/can-bo/giu-khoa")
    idle(resources, timedelta(minutes=16))
    sent = receiver.post(sealed.page, data={**token, "reason": REASON, "scope": ALL})
    answers = [receiver.get(opened).text, sent.text]
    assert (["Xác nhận lại là bạn" in page for page in answers], leaks("".join(answers))) == (
        [True, True],
        [],
    )


def test_an_answer_asks_who_sits_there(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    ask(verifier, sealed)
    token = hidden(decider, f"{LIST}/1")
    idle(resources, timedelta(minutes=6))
    decider.post(f"{LIST}/1", data={**token, "reason": "Đúng", "verdict": "approve"})
    with resources.database.transaction() as session:
        assert session.get_one(AccessRequest, 1).state == RequestState.ASKED


def test_one_request_at_a_time(verifier: FlaskClient, sealed: Sealed, resources: Resources) -> None:
    token = hidden(verifier, sealed.page)
    for _ in range(2):
        verifier.post(sealed.page, data={**token, "reason": REASON, "scope": "person"})
    with resources.database.transaction() as session:
        assert len(session.scalars(select(AccessRequest)).all()) == 1


def test_a_request_can_be_taken_back(verifier: FlaskClient, sealed: Sealed) -> None:
    ask(verifier, sealed)
    verifier.post(f"{sealed.page}/1/dong", data=hidden(verifier, sealed.page))
    assert "Đã đóng" in verifier.get(f"/can-bo/ho-so/{sealed.number}").text


@pytest.mark.usefixtures("custodian")
def test_a_sealed_key_is_told_with_its_holders(receiver: FlaskClient, sealed: Sealed) -> None:
    answer = send(receiver, sealed.page, reason=REASON, scope=["person"])
    told = [said in answer.text for said in ("Nguyễn Thu Hà", "Lê Tiến Dũng", "Không có gì bị mất")]
    assert (answer.status_code, told, REASON in answer.text) == (503, [True] * 3, True)


def test_a_custodian_that_is_away_is_told(receiver: FlaskClient, sealed: Sealed) -> None:
    answer = send(receiver, sealed.page, reason=REASON, scope=["person"])
    assert (answer.status_code, "không trả lời" in answer.text) == (503, True)


def test_a_key_sealed_meanwhile_shows_nothing(
    receiver: FlaskClient, sealed: Sealed, unlocked: Custodian
) -> None:
    opened = ask(receiver, sealed)
    unlocked.seal(by=1)
    answer = receiver.get(opened)
    assert (answer.status_code, leaks(answer.text), "Nguyễn Thu Hà" in answer.text) == (
        503,
        [],
        True,
    )


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize("column", ["custody_wrap", "public_key"])
def test_a_tampered_seal_is_told_without_detail(
    receiver: FlaskClient, sealed: Sealed, resources: Resources, column: str
) -> None:
    opened = ask(receiver, sealed)
    with resources.database.transaction() as session:
        session.execute(update(SealedKey).values(custody_wrap=b"MC\x01"))
        if column == "public_key":
            session.execute(text("UPDATE sealed_values SET version = version + 1"))
    answer = receiver.get(opened)
    failed = [(one.outcome, one.reason) for one in entries(resources, "identity.read")]
    assert (answer.status_code, leaks(answer.text), failed) == (409, [], [("failed", "SealBroken")])


@pytest.mark.usefixtures("unlocked")
def test_all_that_was_shown_is_in_the_audit(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    verifier.get(approved(verifier, decider, sealed, ["person"]))
    facts = entries(resources, "identity.read")[0].facts
    told = {name: facts[name] for name in ("requester", "approver", "why", "scope", "shown")}
    assert told == {
        "requester": sealed.officer("verifier").id,
        "approver": sealed.officer("decider").id,
        "why": REASON,
        "scope": ["person"],
        "shown": ["denouncer.full_name", "denouncer.phone"],
    }


@pytest.mark.usefixtures("unlocked")
def test_every_step_is_entered(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    opened = approved(verifier, decider, sealed)
    verifier.get(opened)
    verifier.post(f"{opened}/dong", data=hidden(verifier, f"/can-bo/ho-so/{sealed.number}"))
    steps = ("identity.ask", "identity.approve", "identity.read", "identity.close")
    assert [len(entries(resources, step)) for step in steps] == [1, 1, 1, 1]


@pytest.mark.usefixtures("unlocked")
def test_the_audit_holds_no_secret(
    receiver: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    receiver.get(ask(receiver, sealed))
    with resources.database.transaction() as session:
        rows = session.scalars(text("SELECT e::text FROM audit_entries e")).all()
    assert leaks("".join(rows)) == []


@pytest.mark.usefixtures("unlocked")
def test_neither_cookie_nor_queue_keeps_anything(
    receiver: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    receiver.get(ask(receiver, sealed))
    with receiver.session_transaction() as kept:
        assert (set(kept) - {"officer", "csrf_token"}, resources.redis.keys("*")) == (set(), [])


def test_a_dossier_without_sealed_part_has_nothing_to_open(hoa: FlaskClient, number: str) -> None:
    page = f"/can-bo/ho-so/{number}"
    token = hidden(hoa, page)
    answers = [
        hoa.get(f"{page}/danh-tinh"),
        hoa.post(f"{page}/danh-tinh", data={**token, "reason": REASON, "scope": "person"}),
        hoa.post(f"{page}/danh-tinh", data=token),
    ]
    assert [(answer.status_code, answer.location) for answer in answers] == [(302, page)] * 3


def test_requests_are_counted_in_the_navigation(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed
) -> None:
    ask(verifier, sealed)
    assert '>1<span class="govuk-visually-hidden"> chưa xem' in decider.get("/can-bo/").text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", 1),
        ("?tinh-trang=waiting", 1),
        ("?tinh-trang=open", 0),
        ("?tinh-trang=over", 0),
        ("?tinh-trang=nonsense&sap-xep=x&trang=y", 1),
        ("?sap-xep=oldest&trang=1", 0),
        ("?trang=1", 0),
        ("?trang=99999999999999999999", 1),
    ],
)
def test_the_list_is_filtered(
    verifier: FlaskClient, decider: FlaskClient, sealed: Sealed, asked: str, found: int
) -> None:
    ask(verifier, sealed)
    assert decider.get(f"{LIST}{asked}").text.count('<th scope="row"') == found


def test_another_agency_finds_no_request(
    verifier: FlaskClient, sealed: Sealed, officer: Enter
) -> None:
    ask(verifier, sealed)
    stranger = staff.add(sealed.resources, "decider", agency=staff.OTHER_COMMUNE).username
    browser = officer(stranger)
    token = hidden(browser, LIST)
    answers = [
        browser.get(f"{LIST}/1"),
        browser.post(f"{LIST}/1", data={**token, "reason": REASON, "verdict": "approve"}),
        browser.post(f"{LIST}/1/thu-hoi", data=token),
    ]
    listed = browser.get(LIST).text.count(sealed.number)
    assert ([answer.status_code for answer in answers], listed) == ([404] * 3, 0)


@pytest.mark.usefixtures("unlocked")
def test_holders_are_told_until_they_have_seen_it(
    receiver: FlaskClient, sealed: Sealed, officer: Enter
) -> None:
    receiver.get(ask(receiver, sealed))
    ha = officer("tn.ha")
    unseen = ha.get("/can-bo/giu-khoa").text
    ha.post("/can-bo/giu-khoa/da-xem", data=hidden(ha, "/can-bo/giu-khoa"))
    seen = ha.get("/can-bo/giu-khoa").text
    told = (sealed.number in unseen, REASON in unseen, 'margin-left-1">1<' in unseen)
    assert (told, "margin-left-1" in seen, sealed.number in seen) == ((True,) * 3, False, True)


def test_nothing_is_seen_before_it_happens(
    sealed: Sealed, officer: Enter, unlocked: Custodian
) -> None:
    ha = officer("tn.ha")
    token = hidden(ha, "/can-bo/giu-khoa")
    for newest in ("9" * 17, "9" * 40, "x", ""):
        ha.post("/can-bo/giu-khoa/da-xem", data={**token, "newest": newest})
    browser = officer(sealed.in_charge("receiver").username)
    browser.get(ask(browser, sealed))
    assert unlocked.status()["keys"]
    assert 'margin-left-1">1<' in ha.get("/can-bo/giu-khoa").text
