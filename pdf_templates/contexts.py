"""What each paper says: one frozen value for each document, filled by the caller."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pdf_templates.blank import BlankForm
from pdf_templates.breach import BreachSheet
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
    PrintedTable,
    Signatory,
    Signature,
    SupplementItem,
)
from pdf_templates.petitions import ComplaintPetition, FeedbackPetition, Petition

__all__ = [
    "Agency",
    "Appointment",
    "BlankForm",
    "BreachSheet",
    "ComplaintPetition",
    "DossierComponent",
    "DueDate",
    "FeedbackPetition",
    "FileEntry",
    "IdentityPaper",
    "NextStep",
    "Paper",
    "Party",
    "Petition",
    "PrintedRow",
    "PrintedSection",
    "PrintedTable",
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
    procedure_code: str  # The national one; empty where there is none.
    applicant: Party
    files: tuple[FileEntry, ...]
    file_count_sent: int  # As counted by the applicant's side.
    content_sha256: str
    next_steps: tuple[NextStep, ...]
    look_up_url: str
    document_number: str = ""


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


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """PHIẾU HẸN TIẾP CÔNG DÂN: when and where a person is received."""

    template: ClassVar[str] = "appointment"
    heading: ClassVar[str] = "PHIẾU HẸN TIẾP CÔNG DÂN"

    agency: Agency
    unit_name: str
    dossier_number: str
    applicant: Party
    subject: str
    on: date
    time: str  # 08:30.
    place: str
    issued_at: datetime
    look_up_url: str
    officer: Signatory
    document_number: str = ""
    note: str = ""  # What else to know, for instance whom to ask for.
    citation: str = ""


Paper = (
    SubmissionAcknowledgement
    | ComplaintPetition
    | FeedbackPetition
    | Petition
    | Appointment
    | Receipt
    | SupplementRequest
    | Refusal
    | BlankForm
    | BreachSheet
)
