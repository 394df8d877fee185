"""The papers that citizens sign: what each says, one frozen value for each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pdf_templates.parts import FileEntry, Party, PrintedSection, Signature


@dataclass(frozen=True, kw_only=True)
class ComplaintPetition:
    """ĐƠN KHIẾU NẠI, Mẫu số 01 of NĐ 155/2026 with the address lines that the law asks for."""

    template: ClassVar[str] = "complaint_petition"
    heading: ClassVar[str] = "ĐƠN KHIẾU NẠI"

    dossier_number: str
    content_sha256: str
    submitted_at: datetime
    place: str
    written_on: date
    addressee: str  # Kính gửi.
    complainants: tuple[Party, ...]
    respondent: Party
    subject: str  # Khiếu nại về việc.
    content: str
    signature: Signature
    complaint_round: str = ""  # "lần đầu" or "lần hai", as the form wants it written.
    representative: Party | None = None
    representation: str = ""  # "người được ủy quyền", with the paper that proves it.
    respondent_kind: str = ""  # "Cơ quan", "Tổ chức" or "Cá nhân".
    reasons: str = ""
    request: str = ""
    sections: tuple[PrintedSection, ...] = ()
    files: tuple[FileEntry, ...] = ()
    other_documents: tuple[str, ...] = ()  # Documents listed by the citizen but not uploaded.
    declaration: str = ""


@dataclass(frozen=True, kw_only=True)
class FeedbackPetition:
    """ĐƠN KIẾN NGHỊ, PHẢN ÁNH."""

    template: ClassVar[str] = "feedback_petition"
    heading: ClassVar[str] = "ĐƠN KIẾN NGHỊ, PHẢN ÁNH"

    dossier_number: str
    content_sha256: str
    submitted_at: datetime
    place: str
    written_on: date
    addressee: str
    petitioner: Party
    content: str
    signature: Signature
    kind: str = ""  # "Kiến nghị" or "Phản ánh".
    field: str = ""  # Lĩnh vực.
    event_place: str = ""
    event_time: str = ""
    proposal: str = ""
    publicity: str = ""  # The citizen's wish in words: "Không công khai họ tên".
    sections: tuple[PrintedSection, ...] = ()
    files: tuple[FileEntry, ...] = ()
    other_documents: tuple[str, ...] = ()
    declaration: str = ""


@dataclass(frozen=True, kw_only=True)
class Petition:
    """A petition without an official form: its sections in order, the sender's own first."""

    template: ClassVar[str] = "petition"

    heading: str  # ĐƠN TỐ CÁO, in the words of the procedure.
    dossier_number: str
    content_sha256: str
    submitted_at: datetime
    place: str
    written_on: date
    addressee: str
    sections: tuple[PrintedSection, ...]
    look_up_url: str
    files: tuple[FileEntry, ...] = ()
    closing: str = ""  # What the person asks for in the end.
    declaration: str = ""
    signer: str = ""  # In what capacity the person signs: "Người tố cáo"; nobody when empty.
    signature: Signature | None = None
