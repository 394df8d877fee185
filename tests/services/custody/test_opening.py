"""One dossier at a time is opened, on the strength of a request that the custodian reads itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from services.custody import brakes, requests
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.events import Happening
from services.custody.models import AccessRequest, CustodyEvent
from services.custody.refusals import (
    CustodyRefusal,
    KeySealed,
    NotApproved,
    OwnApproval,
    SealBroken,
    TooManyOpenings,
)
from services.custody.requests import Wish
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
    assert unlocked.open(sealed.request(), sealed.dossier_id).data_key == sealed.data_key


def test_the_own_matter_is_opened_without_a_second_person(
    unlocked: Custodian, sealed: Sealed
) -> None:
    opened = unlocked.open(sealed.request(basis="own_matter"), sealed.dossier_id)
    assert opened.data_key == sealed.data_key


def test_the_scope_of_the_request_limits_what_is_shown(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    opened = unlocked.open(sealed.request(), sealed.dossier_id)
    with resources.database.transaction() as session:
        shown = store.open_with_key(session, sealed.dossier_id, opened.data_key, opened.scope)
    assert shown == {"identity": VALUES["identity"]}


def test_every_opening_is_noted(unlocked: Custodian, sealed: Sealed, resources: Resources) -> None:
    for _ in range(2):
        unlocked.open(sealed.request(), sealed.dossier_id)
    assert kinds(resources).count(Happening.OPENED) == 2


def test_a_sealed_key_opens_nothing(custodian: Custodian, sealed: Sealed) -> None:
    with pytest.raises(KeySealed):
        custodian.open(sealed.request(), sealed.dossier_id)


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
    ],
)
def test_a_request_that_is_not_in_order_opens_nothing(
    unlocked: Custodian, sealed: Sealed, resources: Resources, change: dict[str, Any]
) -> None:
    request = sealed.request()
    with resources.database.transaction() as session:
        session.execute(update(AccessRequest).values(change))
    with pytest.raises(NotApproved):
        unlocked.open(request, sealed.dossier_id)


def test_an_unknown_request_opens_nothing(unlocked: Custodian, sealed: Sealed) -> None:
    with pytest.raises(NotApproved):
        unlocked.open(10**6, sealed.dossier_id)


def test_a_refusal_is_noted(unlocked: Custodian, sealed: Sealed, resources: Resources) -> None:
    with pytest.raises(NotApproved):
        unlocked.open(10**6, sealed.dossier_id)
    assert kinds(resources)[-1] == Happening.REFUSED


def test_a_closed_request_opens_no_more(
    unlocked: Custodian, sealed: Sealed, resources: Resources
) -> None:
    request = sealed.request()
    with resources.database.transaction() as session:
        requests.close(session, request)
    with pytest.raises(NotApproved):
        unlocked.open(request, sealed.dossier_id)


def test_the_data_key_of_another_dossier_does_not_serve(
    unlocked: Custodian, sealed: Sealed, resources: Resources, province_key: Ceremony
) -> None:
    other = seal(resources, "another-attempt-of-a-person", province_key)
    with resources.database.transaction() as session:
        stolen = session.get_one(SealedKey, other.dossier_id).custody_wrap
        session.get_one(SealedKey, sealed.dossier_id).custody_wrap = stolen
    with pytest.raises(SealBroken):
        unlocked.open(sealed.request(), sealed.dossier_id)


def test_a_request_for_one_dossier_opens_no_other(unlocked: Custodian, sealed: Sealed) -> None:
    with pytest.raises(SealBroken):
        unlocked.open(sealed.request(), sealed.dossier_id + 1)


def test_nobody_reads_a_whole_archive_at_once(unlocked: Custodian, sealed: Sealed) -> None:
    request = sealed.request()
    for _ in range(brakes.OPENINGS):
        unlocked.open(request, sealed.dossier_id)
    with pytest.raises(TooManyOpenings):
        unlocked.open(request, sealed.dossier_id)


def test_nobody_approves_for_himself(sealed: Sealed, resources: Resources) -> None:
    requester = officers_of(resources, MINISTRY)[0]
    with resources.database.transaction() as session:
        wish = Wish(sealed.dossier_id, requester, "xem", ["identity"])
        request = requests.ask(session, wish, now=now())
        with pytest.raises(OwnApproval):
            requests.approve(session, request.id, requester, now=now())


@pytest.mark.parametrize("decide", [requests.approve, requests.decline])
def test_a_request_is_decided_once(sealed: Sealed, resources: Resources, decide: Any) -> None:
    request, approver = sealed.request(), officers_of(resources, MINISTRY)[2]
    with resources.database.transaction() as session, pytest.raises(CustodyRefusal):
        decide(session, request, approver, now=now())
