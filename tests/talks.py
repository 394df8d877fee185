"""Conversations for the tests: what a person and officers write about a dossier."""

from datetime import datetime
from uuid import uuid4

from services.accounts.models import Officer
from services.dossiers.models import Dossier
from services.messages import writing
from services.messages.models import Message
from services.messages.writing import Written
from services.resources import Resources
from services.settings.bounds import Conversation
from storage.scope import of_agency
from tests import staff
from tests.filing import NOW

SAID = "Tôi gửi thêm giấy tờ vào thứ hai."
ANSWERED = "Cơ quan đã nhận, cảm ơn bà."


def by_person(
    resources: Resources,
    dossier: Dossier,
    text: str = SAID,
    *,
    attempt: str = "",
    now: datetime = NOW,
    bounds: Conversation | None = None,
) -> Message:
    given = Written(text, attempt or uuid4().hex)
    with resources.database.transaction() as session:
        kept = session.get_one(Dossier, dossier.id)
        return writing.by_person(session, kept, given, bounds or Conversation(), now=now)


def by_officer(
    resources: Resources,
    dossier: Dossier,
    text: str = ANSWERED,
    *,
    officer: Officer | None = None,
    now: datetime = NOW,
) -> Message:
    """Write as an officer does: in a transaction that sees one agency."""
    writer = officer or staff.named(resources, staff.MODEL)
    with resources.database.transaction(of_agency(writer.agency_id)) as session:
        kept = session.get_one(Dossier, dossier.id)
        return writing.by_officer(session, writer, kept, Written(text, uuid4().hex), now=now)
