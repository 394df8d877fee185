"""A sealed dossier under the key of its province."""

from dataclasses import dataclass
from typing import Any

import pytest

from services.custody import keys, requests
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian, OpenedKey
from services.custody.requests import Decision, Wish
from services.identity import store
from services.resources import Resources
from tests import staff
from tests.custodian import PROVINCE, now
from tests.filing import NOW, hand_in

VALUES: dict[str, Any] = {"identity": {"name": "Lò Văn Sáng"}, "signature": "s-1"}


@dataclass(frozen=True)
class Sealed:
    """A dossier with a protected part, and the people around it."""

    resources: Resources
    dossier_id: int
    key_id: int
    holders: tuple[int, ...]
    words: tuple[str, ...]
    data_key: bytes
    requester: int
    approver: int

    def request(self, *, basis: str = "second_person") -> int:
        """Ask, and have it approved by somebody else."""
        wish = Wish(self.dossier_id, self.requester, "xác minh", ["identity"])
        with self.resources.database.transaction() as session:
            if basis == "own_matter":
                return requests.open_own(session, wish, now=now()).id
            asked = requests.ask(session, wish, now=now()).id
            return requests.approve(session, Decision(asked, self.approver), now=now()).id

    def open(self, custodian: Custodian, request_id: int = 0) -> OpenedKey:
        asked = request_id or self.request()
        return custodian.open(asked, self.dossier_id, by=self.requester)


def seal(resources: Resources, attempt: str, ceremony: Ceremony) -> Sealed:
    dossier = hand_in(resources, attempt=attempt).dossier
    code_key = resources.access_codes.key("2222-3333-4444-5555")
    with resources.database.transaction() as session:
        data_key = store.seal_dossier(
            session, dossier.id, dossier.agency_id, code_key, VALUES, now=NOW
        )
        key_id = keys.of_agency(session, ceremony.agency_id)[0].id
    receiver, decider = staff.one(resources, "receiver"), staff.one(resources, "decider")
    staff.give(resources, dossier.id, receiver)
    held = (key_id, ceremony.holders, ceremony.made.words)
    return Sealed(resources, dossier.id, *held, data_key, receiver.id, decider.id)


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony) -> Sealed:
    return seal(resources, "an-attempt-of-a-person", province_key)


__all__ = ["PROVINCE", "Sealed", "seal"]
