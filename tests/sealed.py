"""A dossier whose person is sealed away, and people who stand before it in different ways."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from services.accounts.models import Officer
from services.custody import keys
from services.custody.ceremonies import Ceremony
from services.dossiers.models import Dossier, HistoryEntry
from services.files import shelf
from services.files.models import StoredFile
from services.identity import store
from services.identity.purposes import ANSWERS, FILES, FROZEN
from services.resources import Resources
from tests import staff
from tests.filing import NOW, hand_in

# Of the person in the examples, who occurs nowhere else on the pages.
NAME = "Nguyễn Thị Hương Giang"
PHONE = "0912 345 678"
MATTER = "Tôi thấy cán bộ nhận phong bì ở kho số bảy."
FILE_NAME = "don cua Huong Giang.pdf"
PSEUDONYM = "Người tố cáo NTC-1"
CODE = "2222-3333-4444-5555"
PERSON = {"key": "person", "title": {"vi": "Người tố cáo", "en": "The denouncer"}}


@dataclass(frozen=True)
class Sealed:
    """A sealed dossier with its data key, and the key pair that it is sealed to."""

    resources: Resources
    dossier: Dossier
    key_id: int
    holders: tuple[int, ...]
    data_key: bytes

    @property
    def number(self) -> str:
        return self.dossier.number

    @property
    def page(self) -> str:
        return f"/can-bo/ho-so/{self.number}/danh-tinh"

    def officer(self, *roles: str) -> Officer:
        return staff.one(self.resources, *roles)

    def in_charge(self, role: str) -> Officer:
        """Put an officer of this role in charge of the dossier."""
        officer = self.officer(role)
        staff.give(self.resources, self.dossier.id, officer)
        self.dossier.assigned_to_id = officer.id
        return officer


def seal(
    resources: Resources, ceremony: Ceremony, attempt: str = "an-attempt-of-a-person"
) -> Sealed:
    """Hand in a petition that protects nobody, and seal it by hand as a denunciation is."""
    dossier = hand_in(resources, attempt=attempt).dossier
    with resources.database.transaction() as session:
        files = shelf.of_dossier(session, dossier.id)
        values = {
            ANSWERS: {"denouncer.full_name": NAME},
            FROZEN: {"sections": frozen(files), "salt": "s"},
            FILES: {str(one.id): FILE_NAME for one in files},
        }
        code_key = resources.access_codes.key(CODE)
        data_key = store.seal_dossier(
            session, dossier.id, dossier.agency_id, code_key, values, now=NOW
        )
        session.execute(update(StoredFile).values(name="tep-01.pdf"))
        key_id = keys.of_agency(session, ceremony.agency_id)[0].id
    return Sealed(resources, hide(resources, dossier), key_id, ceremony.holders, data_key)


def frozen(files: Any) -> list[dict[str, Any]]:
    rows = [
        row("denouncer.full_name", "Họ và tên", NAME, identity=True),
        row("denouncer.phone", "Số điện thoại", PHONE, identity=True),
        row("content", "Nội dung tố cáo", MATTER),
        {**row("signature", "Chữ ký", identity=True), "files": [str(one.id) for one in files]},
    ]
    return [{**PERSON, "rows": rows}]


def row(key: str, label: str, *lines: str, **more: bool) -> dict[str, Any]:
    value = [{"vi": line, "en": line} for line in lines]
    named = {"vi": label, "en": label}
    return {"key": key, "label": named, "printed": label, "value": value, "files": [], **more}


def hide(resources: Resources, dossier: Dossier) -> Dossier:
    """Leave in the open what a sealed dossier shows: its pseudonym and that there are answers."""
    hidden = deepcopy(PERSON) | {"rows": [row("denouncer", "Người tố cáo", identity=True)]}
    with resources.database.transaction() as session:
        kept = session.get_one(Dossier, dossier.id)
        kept.answers, kept.frozen = {}, {"sections": [hidden]}
        kept.applicant_name, kept.subject = PSEUDONYM, "Nhận tiền sai quy định"
        kept.search_text = f"agency:{kept.agency_id}"
        session.execute(update(HistoryEntry).values(actor_name=PSEUDONYM))
    return kept
