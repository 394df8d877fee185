"""The papers of the desk: acknowledgement, receipt, supplement request, refusal."""

from forms.codelists import code_list
from pdf_templates.contexts import (
    DossierComponent,
    DueDate,
    NextStep,
    Receipt,
    Refusal,
    Signatory,
    SubmissionAcknowledgement,
    SupplementItem,
    SupplementRequest,
)
from services.documents.matter import Matter

RECEIVER = "NGƯỜI TIẾP NHẬN HỒ SƠ"
GUIDE = "NGƯỜI HƯỚNG DẪN"
SIGN_HERE = "(Ký, ghi rõ họ tên)"
UNITS = {"working_days": "ngày làm việc", "calendar_days": "ngày"}


def acknowledgement(matter: Matter) -> SubmissionAcknowledgement:
    files = matter.file_entries
    return SubmissionAcknowledgement(
        agency=matter.agency,
        dossier_number=matter.dossier.number,
        submitted_at=matter.dossier.submitted_at,
        procedure_title=matter.procedure.title.vi,
        procedure_code=matter.procedure.code if matter.procedure.national_code else "",
        applicant=matter.applicant,
        files=files,
        file_count_sent=len(matter.attached),
        content_sha256=matter.content_sha256,
        next_steps=_next_steps(matter),
        look_up_url=matter.look_up_url,
    )


def receipt(matter: Matter) -> Receipt:
    return Receipt(
        agency=matter.agency,
        unit_name=matter.dossier.agency.desk_name,
        dossier_number=matter.dossier.number,
        applicant=matter.applicant,
        subject=matter.dossier.subject,
        components=_components(matter),
        received_at=matter.dossier.submitted_at,
        issued_at=matter.entry.at,
        due=_due(matter),
        look_up_url=matter.look_up_url,
        receiver=signatory(matter, RECEIVER),
        document_number=matter.input("document_number"),
        result_place="Trực tuyến, tại địa chỉ tra cứu ghi dưới đây",
    )


def supplement_request(matter: Matter) -> SupplementRequest:
    items = matter.entry.inputs.get("items", [])
    return SupplementRequest(
        agency=matter.agency,
        unit_name=matter.dossier.agency.desk_name,
        dossier_number=matter.dossier.number,
        applicant=matter.applicant,
        subject=matter.dossier.subject,
        items=tuple(SupplementItem(name=item) for item in items),
        reason=matter.input("reason"),
        issued_at=matter.entry.at,
        look_up_url=matter.look_up_url,
        officer=signatory(matter, GUIDE),
        document_number=matter.input("document_number"),
    )


def refusal(matter: Matter) -> Refusal:
    ground, citation = _ground(matter)
    return Refusal(
        agency=matter.agency,
        unit_name=matter.dossier.agency.desk_name,
        dossier_number=matter.dossier.number,
        applicant=matter.applicant,
        subject=matter.dossier.subject,
        submitted_at=matter.dossier.submitted_at,
        reason=ground,
        guidance=matter.input("reason"),
        citation=citation,
        issued_at=matter.entry.at,
        look_up_url=matter.look_up_url,
        officer=signatory(matter, RECEIVER),
        document_number=matter.input("document_number"),
    )


def _next_steps(matter: Matter) -> tuple[NextStep, ...]:
    """Say what happens next; the step that answers the dossier carries its day and its law."""
    due = NextStep(
        what=matter.deadline.label.vi,
        by=matter.due.day,
        citation=matter.deadline.citation,
    )
    received, *_ = matter.procedure.steps[1:2] or matter.procedure.steps
    return (NextStep(what=received.vi.removesuffix(".")), due)


def _components(matter: Matter) -> tuple[DossierComponent, ...]:
    """List the petition itself and every file by name; files are electronic copies."""
    title = next((paper.name.vi for paper in matter.procedure.papers), matter.procedure.title.vi)
    petition = DossierComponent(name=title.partition(" (")[0], originals=1)
    files = (
        DossierComponent(name=f"{entry.kind}: {entry.name}", copies=1)
        for entry in matter.file_entries
    )
    return (petition, *files)


def _due(matter: Matter) -> DueDate:
    amount, unit = matter.deadline.amount, UNITS[matter.deadline.unit]
    return DueDate(
        at=matter.due.day,
        period=f"{amount:02d} {unit} kể từ ngày nhận được hồ sơ",
        result=matter.deadline.label.vi,
        citation=matter.deadline.citation,
        explanation=tuple(line.vi for line in matter.due.lines),
    )


def signatory(matter: Matter, title: str) -> Signatory:
    """Let the officer who acted sign."""
    return Signatory(name=matter.entry.actor_name, title=title, note=SIGN_HERE)


def _ground(matter: Matter) -> tuple[str, str]:
    """Find the chosen reason's words and citation in the procedure's code lists."""
    chosen = matter.input("reason_code")
    for name in matter.procedure.code_lists.get("refusal", ()):
        listed = code_list(name)
        for entry in listed.entries:
            if entry.code == chosen:
                return entry.label.vi, listed.citation
    return matter.input("reason"), ""
