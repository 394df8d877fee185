"""One dossier at a time is opened, on the strength of a request that the custodian reads itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from services.accounts.models import Officer
from services.custody import brakes, requests
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.events import Happening
from services.custody.models import AccessRequest, CustodyEvent
from services.custody.refusals import (
    KeySealed,
    NotApproved,
    OwnApproval,
    SealBroken,
    TooManyOpenings,
)
from services.custody.requests import Decision, Wish
from services.dossiers.models import Dossier
from services.identity import store
from services.identity.models import SealedKey
from services.resources import Resources
from tests.custodian import MINISTRY, now, officers_of, unlock
from tests.services.custody.conftest import VALUES, Sealed, seal


@pytest.fixture
def unlocked(custodian: Custodian, sealed: Sealed) -> Custodian:
    unlock(custodian, sealed.key_id, sealed.holders)
    return custodian


def kinds(resources: Resources) -> list[str]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(CustodyEvent.kind).order_by(CustodyEvent.id)))


def test_an_approved_request_opens_the_dossier(unlocked: Custodian, sealed: Sealed) -> None:
    assert sealed.open(unlocked).data_key == sealed.data_key


def test_the_own_matter_is_opened_without_a_second_person(
    unlocked: Custodian, sealed: Sealed
) -> None:
    opened = sealed.open(unlocked, sealed.request(basis="own_matter"))
    assert opened.data_key == sealed.data_key


def test_the_scope_of_the_request_limits_what_is_shown(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    opened = sealed.open(unlocked)
    with resources.database.transaction() as session:
        shown = store.open_with_key(session, sealed.dossier_id, opened.data_key, opened.scope)
    assert shown == {"identity": VALUES["identity"]}


def test_every_opening_is_noted(unlocked: Custodian, sealed: Sealed, resources: Resources) -> None:
    for _ in range(2):
        sealed.open(unlocked)
    assert kinds(resources).count(Happening.OPENED) == 2


def test_a_sealed_key_opens_nothing(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(KeySealed):
        sealed.open(custodian)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "asked"},
        {"state": "declined"},
        {"state": "closed"},
        {"expires_at": None},
        {"expires_at": now() - timedelta(seconds=1)},
        {"approver_id": None},
        {"approver_id": AccessRequest.requester_id},
        {"basis": "own_matter"},
        {"basis": "nonsense"},
        {"decided_at": None},
        {"decided_at": now() + timedelta(hours=1)},
        {"decided_at": now() - requests.LONGEST},
        {"requester_id": AccessRequest.approver_id},
    ],
)
def test_a_request_that_is_not_in_order_opens_nothing(
    unlocked: Custodian, sealed: Sealed, resources: Resources, change: dict[str, Any]
) -> None:
    request = sealed.request()
    with resources.database.transaction() as session:
        session.execute(update(AccessRequest).values(change))
    with pytest.raises(NotApproved):
        sealed.open(unlocked, request)


@pytest.mark.parametrize("change", [{"active": False}, {"roles": ["auditor"]}])
@pytest.mark.parametrize("who", ["requester", "approver"])
def test_people_who_may_no_longer_do_so_open_nothing(
    unlocked: Custodian, sealed: Sealed, resources: Resources, who: str, change: dict[str, Any]
) -> None:
    request = sealed.request()
    with resources.database.transaction() as session:
        person = Officer.id == getattr(sealed, who)
        session.execute(update(Officer).where(person).values(change))
    with pytest.raises(NotApproved):
        sealed.open(unlocked, request)


def test_the_own_matter_of_nobody_in_charge_opens_nothing(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    request = sealed.request(basis="own_matter")
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(assigned_to_id=sealed.approver))
    with pytest.raises(NotApproved):
        sealed.open(unlocked, request)


def test_somebody_else_s_permission_opens_nothing(unlocked: Custodian, sealed: Sealed) -> None:
    with pytest.raises(NotApproved):
        unlocked.open(sealed.request(), sealed.dossier_id, by=sealed.approver)


def test_holders_are_told_what_was_opened_and_why(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    sealed.open(unlocked)
    with resources.database.transaction() as session:
        told = session.scalars(select(CustodyEvent.detail).order_by(CustodyEvent.id.desc())).first()
    assert told == {
        "number": "XA.05443-261120-0001",
        "scope": ["identity"],
        "reason": "xác minh",
        "approver": sealed.approver,
    }


def test_holders_see_refusals_for_their_key(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    with pytest.raises(NotApproved):
        unlocked.open(sealed.request(), sealed.dossier_id, by=sealed.approver)
    with resources.database.transaction() as session:
        newest = session.scalars(select(CustodyEvent).order_by(CustodyEvent.id.desc())).first()
    assert newest
    assert (newest.kind, newest.key_id) == (Happening.REFUSED, sealed.key_id)


def test_an_unknown_request_opens_nothing(unlocked: Custodian, sealed: Sealed) -> None:
    with pytest.raises(NotApproved):
        sealed.open(unlocked, 10**6)


def test_a_refusal_is_noted(unlocked: Custodian, sealed: Sealed, resources: Resources) -> None:
    with pytest.raises(NotApproved):
        sealed.open(unlocked, 10**6)
    assert kinds(resources)[-1] == Happening.REFUSED


def test_a_closed_request_opens_no_more(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    request = sealed.request()
    with resources.database.transaction() as session:
        requests.close(session, request, now=now())
    with pytest.raises(NotApproved):
        sealed.open(unlocked, request)


def test_the_data_key_of_another_dossier_does_not_serve(
    unlocked: Custodian, sealed: Sealed, resources: Resources, province_key: Ceremony
) -> None:
    other = seal(resources, "another-attempt-of-a-person", province_key)
    with resources.database.transaction() as session:
        stolen = session.get_one(SealedKey, other.dossier_id).custody_wrap
        session.get_one(SealedKey, sealed.dossier_id).custody_wrap = stolen
    with pytest.raises(SealBroken):
        sealed.open(unlocked)


def test_a_request_for_one_dossier_opens_no_other(unlocked: Custodian, sealed: Sealed) -> None:
    with pytest.raises(SealBroken):
        unlocked.open(sealed.request(), sealed.dossier_id + 1, by=sealed.requester)


def test_nobody_reads_a_whole_archive_at_once(unlocked: Custodian, sealed: Sealed) -> None:
    request = sealed.request()
    for _ in range(brakes.OPENINGS):
        sealed.open(unlocked, request)
    with pytest.raises(TooManyOpenings):
        sealed.open(unlocked, request)


def test_nobody_approves_for_himself(sealed: Sealed, resources: Resources) -> None:
    requester = officers_of(resources, MINISTRY)[0]
    with resources.database.transaction() as session:
        wish = Wish(sealed.dossier_id, requester, "xem", ["identity"])
        request = requests.ask(session, wish, now=now())
        with pytest.raises(OwnApproval):
            requests.approve(session, Decision(request.id, requester), now=now())


@pytest.mark.parametrize("decide", [requests.approve, requests.decline])
def test_a_request_is_decided_once(sealed: Sealed, resources: Resources, decide: Any) -> None:
    request = sealed.request()
    with resources.database.transaction() as session, pytest.raises(NotApproved):
        decide(session, Decision(request, sealed.approver), now=now())
