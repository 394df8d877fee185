"""A filing for the tests: a full complaint made of the examples in its procedure file."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from forms import examples
from services.agencies import directory
from services.dossiers.submission import Desk, Filing, Submitted, submit
from services.files.models import Purpose, StoredFile
from services.resources import Resources

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
COMPLAINT = "2.002409"
AGENCY = "XA.05443"
ATTEMPT = "an-attempt-of-a-person"
LEVELS = ("commune", "province", "ministry")


def filing(session: Session, resources: Resources, **changes: Any) -> Filing:
    """Fill in what a test does not care about; files are taken anew unless `raw` is given."""
    procedure = resources.catalogue.get(changes.pop("code", COMPLAINT), NOW.date())
    offered = {agency.level: agency for agency in directory.on_levels(session, LEVELS)}
    own = directory.get(session, AGENCY)
    values = {
        "procedure": procedure,
        "workflow": resources.catalogue.workflow(procedure.workflow),
        "agency": own
        if own.level in procedure.agency_levels
        else offered[procedure.agency_levels[0]],
        "attempt": ATTEMPT,
        "channel": "web",
        **changes,
    }
    if "raw" not in values:
        values["raw"] = answers(session, resources, procedure.code)
    return Filing(**values)


def answers(session: Session, resources: Resources, code: str = COMPLAINT) -> dict[str, Any]:
    """Answer every question, with files that were taken and that nobody claimed yet."""
    given = examples.answers(resources.catalogue.get(code, NOW.date()))
    return {key: _with_files(session, value) for key, value in given.items()}


def prepared(resources: Resources, code: str = COMPLAINT) -> dict[str, Any]:
    """Give answers that can be handed in more than once."""
    with resources.database.transaction() as session:
        return answers(session, resources, code)


def hand_in(resources: Resources, **changes: Any) -> Submitted:
    desk = Desk(resources.access_codes, resources.settings.number_pattern)
    with resources.database.transaction() as session:
        return submit(session, desk, filing(session, resources, **changes), now=NOW)


def stored(session: Session, **changes: Any) -> StoredFile:
    """Note a file as taken; its bytes are not in the object store."""
    values = {
        "id": uuid4(),
        "purpose": Purpose.ANSWER,
        "name": "quyet-dinh.pdf",
        "content_type": "application/pdf",
        "size": 1,
        "sha256": bytes(32),
        "uploaded_at": NOW,
    }
    kept = StoredFile(**{**values, **changes})
    session.add(kept)
    session.flush()
    return kept


def _with_files(session: Session, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_files(session, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_files(session, inner) for inner in value]
    is_file = isinstance(value, str) and value.startswith("file-")
    return str(stored(session).id) if is_file else value
