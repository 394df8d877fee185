"""The paper that tells a person when and where they are received."""

from datetime import date

from pdf_templates.contexts import Appointment
from services.documents.desk_papers import RECEIVER, signatory
from services.documents.matter import Matter


def appointment(matter: Matter) -> Appointment:
    """Write what the officer set; somebody whom the law protects stands under the pseudonym."""
    return Appointment(
        agency=matter.agency,
        unit_name=matter.dossier.agency.desk_name,
        dossier_number=matter.dossier.number,
        applicant=matter.applicant,
        subject=matter.dossier.subject,
        on=date.fromisoformat(matter.input("day")),
        time=matter.input("time"),
        place=matter.input("place"),
        note=matter.input("note"),
        issued_at=matter.entry.at,
        look_up_url=matter.look_up_url,
        officer=signatory(matter, RECEIVER),
        document_number=matter.input("document_number"),
    )
