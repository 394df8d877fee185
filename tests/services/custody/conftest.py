"""A sealed dossier under the key of its province."""

from dataclasses import dataclass
from typing import Any

import pytest

from services.custody import keys, requests
from services.custody.ceremonies import Ceremony
from services.custody.requests import Wish
from services.identity import store
from services.resources import Resources
from tests.custodian import MINISTRY, PROVINCE, now, officers_of
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

    def request(self, *, basis: str = "second_person") -> int:
        """Ask, and have it approved by somebody else."""
        requester, approver = officers_of(self.resources, MINISTRY)[:2]
        wish = Wish(self.dossier_id, requester, "xác minh", ["identity"])
        with self.resources.database.transaction() as session:
            if basis == "own_matter":
                return requests.open_own(session, wish, now=now()).id
            asked = requests.ask(session, wish, now=now()).id
            return requests.approve(session, asked, approver, now=now()).id


def seal(resources: Resources, attempt: str, ceremony: Ceremony) -> Sealed:
    dossier = hand_in(resources, attempt=attempt).dossier
    code_key = resources.access_codes.key("2222-3333-4444-5555")
    with resources.database.transaction() as session:
        data_key = store.seal_dossier(
            session, dossier.id, dossier.agency_id, code_key, VALUES, now=NOW
        )
        key_id = keys.of_agency(session, ceremony.agency_id)[0].id
    return Sealed(resources, dossier.id, key_id, ceremony.holders, ceremony.made.words, data_key)


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony) -> Sealed:
    return seal(resources, "an-attempt-of-a-person", province_key)


__all__ = ["PROVINCE", "Sealed", "seal"]
