"""Each right is asked for once, answered with a reason by the own agency, never against the law."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from forms.privacy.rights import UnknownRight
from services.agencies import directory
from services.custody import demo as demo_keys
from services.dossiers.models import Dossier
from services.identity import store
from services.identity.models import SealedValue
from services.policy.check import NotPermitted
from services.privacy import queue, requests, terms
from services.privacy.models import DataRequest, RequestState
from services.privacy.queue import Order, Show, Wanted
from services.privacy.requests import (
    Answer,
    AnsweredAlready,
    AskedAlready,
    RequestMissing,
    TextRefused,
)
from services.resources import Resources
from services.retention.keeping import StillKept
from services.retention.models import Deletion
from tests import staff
from tests.filing import AGENCY, NOW, hand_in
from tests.settled import set_years, settle

WISH = "Tên đệm của tôi viết sai."
KINDS = ("correction", "deletion", "objection")


@pytest.fixture
def dossier(resources: Resources) -> Dossier:
    return hand_in(resources).dossier


def ask(resources: Resources, dossier: Dossier, kind: str = "correction", wish: str = WISH) -> int:
    with resources.database.transaction() as session:
        return requests.ask(session, dossier, kind, wish, now=NOW).id


def answer(resources: Resources, request_id: int, **changes: Any) -> DataRequest:
    given = {"decision": RequestState.REFUSED, "reason": "Đã đúng.", "seen": 1, **changes}
    with resources.database.transaction() as session:
        asked = session.get_one(DataRequest, request_id)
        requests.answer(session, resources.catalogue, asked, Answer(**given), now=NOW)
        return asked


@pytest.mark.parametrize("kind", KINDS)
def test_each_right_comes_into_the_queue(resources: Resources, dossier: Dossier, kind: str) -> None:
    ask(resources, dossier, kind)
    with resources.database.transaction() as session:
        rows, _ = queue.page(session, Wanted(dossier.agency_id))
    assert [(row.kind, row.state, row.due_on) for row in rows] == [(kind, "asked", None)]


def test_an_agency_s_own_term_gives_the_day(resources: Resources, dossier: Dossier) -> None:
    with resources.database.transaction() as session:
        terms.put(session, directory.get(session, AGENCY), "correction", 5, "c", now=NOW)
    ask(resources, dossier)
    with resources.database.transaction() as session:
        assert session.scalars(select(DataRequest.due_on)).one() == date(2026, 11, 30)


def test_the_same_is_not_asked_twice(resources: Resources, dossier: Dossier) -> None:
    ask(resources, dossier)
    with pytest.raises(AskedAlready):
        ask(resources, dossier)


@pytest.mark.parametrize("wish", ["", "  \n ", "\x00", "a" * 2001])
def test_a_wish_needs_words_and_not_too_many(
    resources: Resources, dossier: Dossier, wish: str
) -> None:
    with pytest.raises(TextRefused):
        ask(resources, dossier, wish=wish)


def test_what_is_no_right_cannot_be_asked(resources: Resources, dossier: Dossier) -> None:
    with pytest.raises(UnknownRight):
        ask(resources, dossier, "money")


def test_the_wish_of_a_sealed_dossier_is_sealed(resources: Resources, dossier: Dossier) -> None:
    codes = resources.access_codes
    key = codes.key(codes.for_attempt("x"))
    with resources.database.transaction() as session:
        demo_keys.load(session, now=NOW)
        store.seal_dossier(session, dossier.id, dossier.agency_id, key, {"identity": 1}, now=NOW)
    request_id = ask(resources, dossier)
    with resources.database.transaction() as session:
        kept = session.get_one(DataRequest, request_id)
        opened = store.open_with_code(session, dossier.id, key)
        raw = b"".join(session.scalars(select(SealedValue.ciphertext)))
    assert (kept.wish, opened[f"data-request:{request_id}"], WISH.encode() in raw) == (
        "",
        WISH,
        False,
    )


def test_an_answer_is_kept_with_its_reason(resources: Resources, dossier: Dossier) -> None:
    by = staff.add(resources, "receiver")
    asked = answer(resources, ask(resources, dossier), by=by)
    assert (asked.state, asked.answer, asked.answered_by_id) == ("refused", "Đã đúng.", by.id)


def test_an_answer_needs_a_reason(resources: Resources, dossier: Dossier) -> None:
    with pytest.raises(TextRefused):
        answer(resources, ask(resources, dossier), by=staff.add(resources, "head"), reason=" ")


def test_the_second_of_two_answers_is_refused(resources: Resources, dossier: Dossier) -> None:
    request_id, by = ask(resources, dossier), staff.add(resources, "head")
    answer(resources, request_id, by=by)
    with pytest.raises(AnsweredAlready):
        answer(resources, request_id, by=by)


@pytest.mark.parametrize("role", ["verifier", "clerk", "administrator", "auditor"])
def test_other_roles_answer_nothing(resources: Resources, dossier: Dossier, role: str) -> None:
    with pytest.raises(NotPermitted):
        answer(resources, ask(resources, dossier), by=staff.add(resources, role))


def test_another_agency_finds_no_request(resources: Resources, dossier: Dossier) -> None:
    request_id = ask(resources, dossier)
    stranger = staff.add(resources, "head", agency=staff.OTHER_COMMUNE)
    with resources.database.transaction() as session, pytest.raises(RequestMissing):
        requests.find(session, request_id, stranger)


def granted(resources: Resources, dossier: Dossier) -> DataRequest:
    by = staff.add(resources, "head")
    request_id = ask(resources, dossier, "deletion")
    return answer(resources, request_id, by=by, decision=RequestState.GRANTED)


def test_what_is_being_settled_is_not_deleted(resources: Resources, dossier: Dossier) -> None:
    with pytest.raises(StillKept) as refused:
        granted(resources, dossier)
    assert refused.value.kept.reason.key == "settlement"


def test_what_the_archive_needs_is_not_deleted(resources: Resources) -> None:
    set_years(resources, 20)
    with pytest.raises(StillKept) as refused:
        granted(resources, settle(resources))
    assert (refused.value.kept.reason.key, refused.value.kept.until) == (
        "archive",
        date(2035, 1, 1),
    )


def test_without_a_period_nothing_is_deleted(resources: Resources) -> None:
    with pytest.raises(StillKept) as refused:
        granted(resources, settle(resources))
    assert refused.value.kept.reason.key == "unsettled"


def test_a_granted_deletion_hides_the_dossier(resources: Resources) -> None:
    set_years(resources)
    dossier = settle(resources)
    granted(resources, dossier)
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
        assert (record.ground, session.get_one(Dossier, dossier.id).hidden_at) == ("request", NOW)


def test_the_queue_goes_page_by_page_in_order_of_days(
    resources: Resources, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 1)
    first, second, third = (ask(resources, dossier, kind) for kind in KINDS)
    with resources.database.transaction() as session:
        due = update(DataRequest).where(DataRequest.id == third)
        session.execute(due.values(due_on=date(2026, 12, 1)))
        seen, place = [], None
        for _ in KINDS:
            rows, place = queue.page(session, Wanted(dossier.agency_id), place)
            seen += [row.id for row in rows]
    assert (seen, place) == ([third, first, second], None)


def test_the_newest_come_first_when_asked_so(resources: Resources, dossier: Dossier) -> None:
    made = [ask(resources, dossier, kind) for kind in KINDS]
    wanted = Wanted(dossier.agency_id, Show.ALL, order=Order.NEWEST)
    with resources.database.transaction() as session:
        rows, _ = queue.page(session, wanted)
    assert [row.id for row in rows] == made[::-1]
