"""The petitions that citizens sign, printed from what they answered."""

from forms.procedure import Document
from pdf_templates.contexts import ComplaintPetition, FeedbackPetition, Petition, Signature
from services.deadlines.clock import ZONE
from services.documents.matter import Matter
from services.dossiers.attachments import SIGNATURE

ROUNDS = {1: "lần đầu", 2: "lần hai"}
# What has a line of its own on the form; all other answers follow it section by section.
COMPLAINT_LINES = (
    "complainant",
    "representative",
    "representative_kind",
    "respondent",
    "subject",
    "content",
    "reasons",
    "request",
    "declaration",
    "signature",
    "other_documents",
)
FEEDBACK_LINES = (
    "petitioner",
    "petition_kind",
    "field_of_matter",
    "place",
    "happened_on",
    "content",
    "proposal",
    "name_public",
    "declaration",
    "signature",
)

# Printed at the foot of a petition, not among its answers.
FOOT = ("declaration", "signature")
CONFIRMED = "Đã xác nhận khi nộp trực tuyến"


def complaint(matter: Matter) -> ComplaintPetition:
    frozen = matter.frozen
    represented = bool(frozen.text("representative.full_name"))
    return ComplaintPetition(
        dossier_number=matter.dossier.number,
        content_sha256=matter.content_sha256,
        submitted_at=matter.dossier.submitted_at,
        place=matter.dossier.agency.place,
        written_on=matter.dossier.submitted_at.astimezone(ZONE).date(),
        addressee=matter.dossier.agency.name,
        complainants=(matter.applicant,),
        representative=frozen.party("representative") if represented else None,
        representation=frozen.text("representative_kind"),
        respondent=frozen.party("respondent"),
        respondent_kind=frozen.text("respondent.kind"),
        subject=frozen.text("subject"),
        content=frozen.text("content"),
        reasons=frozen.text("reasons"),
        request=frozen.text("request"),
        complaint_round=ROUNDS.get(matter.procedure.instance or 0, ""),
        sections=frozen.rest(COMPLAINT_LINES),
        files=matter.file_entries,
        other_documents=frozen.lines("other_documents"),
        declaration=frozen.label("declaration"),
        signature=_signature(matter, "representative" if represented else "complainant"),
    )


def feedback(matter: Matter) -> FeedbackPetition:
    frozen = matter.frozen
    return FeedbackPetition(
        dossier_number=matter.dossier.number,
        content_sha256=matter.content_sha256,
        submitted_at=matter.dossier.submitted_at,
        place=matter.dossier.agency.place,
        written_on=matter.dossier.submitted_at.astimezone(ZONE).date(),
        addressee=matter.dossier.agency.name,
        petitioner=matter.applicant,
        content=frozen.text("content"),
        kind=frozen.text("petition_kind"),
        field=frozen.text("field_of_matter"),
        event_place=frozen.text("place"),
        event_time=frozen.text("happened_on"),
        proposal=frozen.text("proposal"),
        publicity=_publicity(matter),
        sections=frozen.rest(FEEDBACK_LINES),
        files=matter.file_entries,
        declaration=frozen.label("declaration"),
        signature=_signature(matter, "petitioner"),
    )


def petition(matter: Matter) -> Petition:
    """Print every answer, section by section, under the title that the procedure gives."""
    frozen, document = matter.frozen, matter.procedure.document("petition")
    title = document.title.vi if document else matter.procedure.title.vi
    path = matter.signer_path
    sections = frozen.about(path, FOOT)
    return Petition(
        heading=title.upper(),
        dossier_number=matter.dossier.number,
        content_sha256=matter.content_sha256,
        submitted_at=matter.dossier.submitted_at,
        place=matter.dossier.agency.place,
        written_on=matter.dossier.submitted_at.astimezone(ZONE).date(),
        addressee=matter.dossier.agency.name,
        sections=sections,
        look_up_url=matter.look_up_url,
        files=matter.file_entries,
        closing=_closing(document, matter),
        declaration=frozen.label("declaration"),
        signer=sections[0].title if path else "",
        signature=_signed(matter, path) if path else None,
    )


def _closing(document: Document | None, matter: Matter) -> str:
    asked = document.closing.vi if document else ""
    return asked.replace("{agency}", matter.dossier.agency.name)


def _signed(matter: Matter, path: str) -> Signature:
    """Show the signature, or that the person confirmed where no signature is asked for."""
    if any(field.key == SIGNATURE for field in matter.procedure.fields):
        return _signature(matter, path)
    name = matter.frozen.party(path).name
    return Signature(name=name, note=CONFIRMED, signed_at=matter.dossier.submitted_at)


def _publicity(matter: Matter) -> str:
    agrees = matter.answers.get("name_public") is True
    return "Đồng ý công khai họ tên" if agrees else "Không công khai họ tên"


def _signature(matter: Matter, path: str) -> Signature:
    picture = matter.signature_png
    return Signature(
        name=matter.frozen.party(path).name,
        image_png=picture,
        note="" if picture else "Chữ ký ở bản đơn đã ký gửi kèm",
        signed_at=matter.dossier.submitted_at,
    )
