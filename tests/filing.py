"""A filing for the tests: a full complaint made of the examples in its procedure file."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from forms import examples
from services.agencies import directory
from services.custody import demo
from services.dossiers.submission import Desk, Filing, Submitted, submit
from services.files import seals
from services.files.models import Purpose, StoredFile
from services.identity.secrets import owner_of_attempt
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
    attempt = changes.get("attempt", ATTEMPT)
    values = {
        "seal": owner_of_attempt(attempt),
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
        values["raw"] = answers(session, resources, procedure.code, attempt)
    return Filing(**values)


def answers(
    session: Session, resources: Resources, code: str = COMPLAINT, attempt: str = ATTEMPT
) -> dict[str, Any]:
    """Answer every question, with files that were taken and that nobody claimed yet.

    Where the law protects somebody there is a key to seal to, and the files came sealed.
    """
    procedure = resources.catalogue.get(code, NOW.date())
    if procedure.is_sealed:
        able_to_seal(session)
    take = partial(sealed, session, resources, attempt) if procedure.is_sealed else None
    given = examples.answers(procedure)
    return {
        key: _with_files(value, take or partial(stored, session)) for key, value in given.items()
    }


def prepared(resources: Resources, code: str = COMPLAINT, attempt: str = ATTEMPT) -> dict[str, Any]:
    """Give answers that can be handed in more than once."""
    with resources.database.transaction() as session:
        return answers(session, resources, code, attempt)


def able_to_seal(session: Session) -> None:
    """Give the agencies of the demo their custody keys."""
    demo.load(session, now=NOW)
    session.flush()


def sealed(session: Session, resources: Resources, attempt: str) -> StoredFile:
    """Take a file sealed, as the API does."""
    kept = stored(session)
    seals.put(resources.objects, kept, BytesIO(b"%PDF-1.7"), owner_of_attempt(attempt))
    session.flush()
    return kept


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


def _with_files(value: Any, take: Callable[[], StoredFile]) -> Any:
    if isinstance(value, dict):
        return {key: _with_files(inner, take) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_files(inner, take) for inner in value]
    is_file = isinstance(value, str) and value.startswith("file-")
    return str(take().id) if is_file else value
