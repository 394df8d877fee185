"""Denouncers whose names, numbers and file names occur nowhere else, and what each files."""

from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from forms import examples
from forms.procedure import Procedure
from forms.vietnamese import search_key

PROCEDURE = "2.002396"
FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
# Syllables that no text of the service holds, with every sort of accent; without their accents they
# are five letters and more, for fewer come about by chance in what is packed or sealed.
FIRST = [f"{onset}{rhyme}" for onset, rhyme in product(("Xrụw", "Zuẫw", "Wơỹw"), "pqkvzxtmcgbndlh")]
SECOND = [
    f"{onset}{rhyme}" for onset, rhyme in product(("ẵjoz", "Đwẽv", "Ềkux"), "pqkvzxtmcgbndlh")
]


@dataclass(frozen=True)
class Denouncer:
    """One person; the number makes the person unlike all others."""

    number: int

    @property
    def name(self) -> str:
        first, second = divmod(self.number, len(SECOND))
        return f"Thwoỏz {FIRST[first]} {SECOND[second]}"

    @property
    def phone(self) -> str:
        return f"+84{971_680_000 + 37 * self.number}"

    @property
    def paper(self) -> str:
        return f"{19_185_730_000 + 41 * self.number:012}"

    @property
    def email(self) -> str:
        return f"xwq.{self.number:04}.zvk@wjx.vn"

    @property
    def street(self) -> str:
        return f"Số {self.number} ngõ Zwoẳk Pruỹv"

    @property
    def file_name(self) -> str:
        return f"Đơn của {self.name} {self.paper}.pdf"

    @property
    def secrets(self) -> tuple[str, ...]:
        """List what nobody may find; the names syllable by syllable, since they may be split."""
        local = self.phone.removeprefix("+84")
        spoken = f"0{local[:3]} {local[3:6]} {local[6:]}"
        return (*self.name.split(), local, spoken, self.paper, self.email, "Zwoẳk", "Pruỹv")

    @property
    def evidence(self) -> bytes:
        """Make a PDF that names its writer on the page, and where nobody looks."""
        made, kept = pikepdf.new(), BytesIO()
        page = made.add_blank_page().obj
        page.Resources = Dictionary(Font=Dictionary(F1=FONT))
        lines = search_key(self.name), self.phone, self.paper, self.email
        shown = "".join(f"({line}) Tj 0 -30 Td " for line in lines)
        page.Contents = made.make_stream(f"BT /F1 14 Tf 72 700 Td {shown}ET".encode())
        made.docinfo["/Author"] = self.name
        made.docinfo["/Keywords"] = f"{self.phone} {self.paper}"
        made.save(kept, deterministic_id=True)
        return kept.getvalue()

    def evidence_stream(self) -> BytesIO:
        return BytesIO(self.evidence)

    def answers(self, procedure: Procedure) -> dict[str, Any]:
        """Answer every question, and tell too much wherever there is room for words."""
        given = examples.answers(procedure)
        address = {"province": "19", "commune": "05443", "detail": self.street}
        other = given["others"][0] | {"full_name": self.name, "phone": self.phone}
        return given | {
            "denouncer": given["denouncer"]
            | {"full_name": self.name, "identity_number": self.paper, "address": address},
            "subject": f"Tôi là {self.name.upper()}, tố cáo việc nhận tiền sai quy định.",
            "place": f"Bộ phận một cửa, gọi {self.secrets[4]} gặp {self.name}, {self.email}",
            "content": f"Tôi là {self.name}, {self.phone}, giấy tờ {self.paper}. {self.street}.",
            "repeated_reason": f"Đoàn xác minh chưa gọi cho tôi: {self.secrets[4]}.",
            "contact_by": "email" if self.number % 2 else "phone",
            "contact_phone": self.phone,
            "contact_email": self.email,
            "represented_person": self.name,
            "others": [other | {"address": address}],
            "protected": [
                {"full_name": self.name, "address": address, "relation": f"Chị của {self.name}"}
            ],
            "protection_reason": f"Có người gọi {self.phone} đe dọa {self.name}.",
        }
