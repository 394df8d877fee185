"""Who writes each paper: one builder for each kind of document."""

from collections.abc import Callable

from pdf_templates.contexts import Paper
from services.documents import appointments, desk_papers, petitions
from services.documents.matter import Matter

BUILDERS: dict[str, Callable[[Matter], Paper]] = {
    "submission_acknowledgement": desk_papers.acknowledgement,
    "receipt": desk_papers.receipt,
    "supplement_request": desk_papers.supplement_request,
    "refusal": desk_papers.refusal,
    "complaint_petition": petitions.complaint,
    "feedback_petition": petitions.feedback,
    "petition": petitions.petition,
    "appointment": appointments.appointment,
}
