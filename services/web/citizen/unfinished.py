"""The filings that this browser began or took up and that are not handed in yet."""

from services.drafts import drafts
from services.drafts.drafts import DraftMissing
from services.identity.refusals import SealRefused
from services.web.citizen import visit
from services.web.citizen.attempts import Attempt
from services.web.context import now, resources


def here() -> list[Attempt]:
    """List them, the newest first."""
    found = []
    with resources().database.transaction() as session:
        for draft_id, token in visit.drafts():
            try:
                draft = drafts.open_draft(session, draft_id, token, now=now())
            except (DraftMissing, SealRefused):
                continue
            if draft.dossier_id is None:
                version = draft.procedure_code, draft.procedure_version
                found.append(Attempt(draft, resources().catalogue.version(*version)))
    return found
