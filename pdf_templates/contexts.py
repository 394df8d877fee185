"""What each paper says: one frozen value for each document, filled by the caller."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pdf_templates.blank import BlankForm
from pdf_templates.parts import (
    Agency,
    DossierComponent,
    DueDate,
    FileEntry,
    IdentityPaper,
    NextStep,
    Party,
    PrintedRow,
    PrintedSection,
    Signatory,
    Signature,
    SupplementItem,
)

__all__ = [
    "Agency",
    "BlankForm",
    "ComplaintPetition",
    "DossierComponent",
    "DueDate",
    "FeedbackPetition",
    "FileEntry",
    "IdentityPaper",
    "NextStep",
    "Paper",
    "Party",
    "PrintedRow",
    "PrintedSection",
    "Receipt",
    "Refusal",
    "Signatory",
    "Signature",
    "SubmissionAcknowledgement",
    "SupplementItem",
    "SupplementRequest",
]


@dataclass(frozen=True, kw_only=True)
class SubmissionAcknowledgement:
    """XÁC NHẬN NỘP HỒ SƠ TRỰC TUYẾN: the dossier has arrived; nobody has looked at it yet."""

    template: ClassVar[str] = "submission_acknowledgement"
    heading: ClassVar[str] = "XÁC NHẬN NỘP HỒ SƠ TRỰC TUYẾN"

    agency: Agency
    dossier_number: str
    submitted_at: datetime
    procedure_title: str
    procedure_code: str
    applicant: Party
    files: tuple[FileEntry, ...]
    file_count_sent: int  # As counted by the applicant's side.
    content_sha256: str
    next_steps: tuple[NextStep, ...]
    look_up_url: str
    document_number: str = ""


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
class Receipt:
    """GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ, Mẫu số 01."""

    template: ClassVar[str] = "receipt"
    heading: ClassVar[str] = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"

    agency: Agency
    unit_name: str  # The one-stop unit that receives.
    dossier_number: str
    applicant: Party
    subject: str  # Nội dung yêu cầu giải quyết.
    components: tuple[DossierComponent, ...]
    received_at: datetime
    issued_at: datetime
    due: DueDate
    look_up_url: str
    receiver: Signatory
    document_number: str = ""
    channel: str = "nộp trực tuyến"
    owner: Party | None = None  # Chủ hồ sơ, when not the applicant.
    set_count: int = 1
    result_place: str = ""
    applicant_signature: Signature | None = None  # Only when the dossier is handed in in person.


@dataclass(frozen=True, kw_only=True)
class SupplementRequest:
    """PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ, Mẫu số 02."""

    template: ClassVar[str] = "supplement_request"
    heading: ClassVar[str] = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"

    agency: Agency
    unit_name: str
    dossier_number: str
    applicant: Party
    subject: str
    items: tuple[SupplementItem, ...]
    reason: str
    issued_at: datetime
    look_up_url: str
    officer: Signatory
    document_number: str = ""
    answer_by: date | datetime | None = None
    citation: str = ""
    contact_phone: str = ""  # The agency's when empty.
    recipients: tuple[str, ...] = ()  # Nơi nhận.


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ, Mẫu số 03."""

    template: ClassVar[str] = "refusal"
    heading: ClassVar[str] = "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ"

    agency: Agency
    unit_name: str
    dossier_number: str
    applicant: Party
    subject: str
    submitted_at: datetime
    reason: str
    issued_at: datetime
    look_up_url: str
    officer: Signatory
    document_number: str = ""
    citation: str = ""
    guidance: str = ""  # Where the citizen may turn to.
    recipients: tuple[str, ...] = ()  # Nơi nhận.
    applicant_signature: Signature | None = None


Paper = (
    SubmissionAcknowledgement
    | ComplaintPetition
    | FeedbackPetition
    | Receipt
    | SupplementRequest
    | Refusal
    | BlankForm
)
