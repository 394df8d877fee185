"""A filing becomes a dossier: once, with its number, its history and its papers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from forms import examples
from services.agencies import directory
from services.documents import shelf as documents
from services.dossiers.access_codes import is_well_formed
from services.dossiers.refusals import AttemptReused, FilingInvalid
from services.dossiers.submission import Desk, Filing, Submitted, submit
from services.files.models import Purpose, StoredFile
from services.resources import Resources

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
COMPLAINT = "2.002409"


def filing(session: Session, resources: Resources, **changes: Any) -> Filing:
    procedure = resources.catalogue.get(COMPLAINT, NOW.date())
    values = {
        "procedure": procedure,
        "workflow": resources.catalogue.workflow(procedure.workflow),
        "agency": directory.get(session, "XA.05443"),
        "raw": with_files(session, examples.answers(procedure)),
        "attempt": "an-attempt-of-a-person",
        "channel": "web",
    }
    return Filing(**{**values, **changes})


def with_files(session: Session, value: Any) -> Any:
    """Put real files where the examples name files."""
    if isinstance(value, dict):
        return {key: with_files(session, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_files(session, inner) for inner in value]
    return stored(session) if isinstance(value, str) and value.startswith("file-") else value


def stored(session: Session) -> str:
    kept = StoredFile(
        id=uuid4(),
        purpose=Purpose.ANSWER,
        name="quyet-dinh.pdf",
        content_type="application/pdf",
        size=1,
        sha256=bytes(32),
        uploaded_at=NOW,
    )
    session.add(kept)
    session.flush()
    return str(kept.id)


def hand_in(resources: Resources, **changes: Any) -> Submitted:
    desk = Desk(resources.access_codes, resources.settings.number_pattern)
    with resources.database.transaction() as session:
        return submit(session, desk, filing(session, resources, **changes), now=NOW)


def test_number_names_agency_and_day_and_counts(resources: Resources) -> None:
    first = hand_in(resources)
    second = hand_in(resources, attempt="another-attempt")
    assert (first.dossier.number, second.dossier.number) == (
        "XA.05443-261120-0001",
        "XA.05443-261120-0002",
    )


def test_documents_follow_the_submission(resources: Resources, work: Callable[[], None]) -> None:
    dossier = hand_in(resources).dossier
    work()
    with resources.database.transaction() as session:
        kinds = [document.kind for document in documents.issued(session, dossier.id)]
    assert kinds == ["submission_acknowledgement", "complaint_petition"]
