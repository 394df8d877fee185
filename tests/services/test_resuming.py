"""Resume codes: open a draft anywhere, one at a time, and never tell the secret."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from services.agencies import directory
from services.dossiers.access_codes import is_well_formed
from services.drafts import drafts, resuming
from services.drafts.drafts import DraftMissing, Opened
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, NOW

DAYS = 30
TOO_LATE = NOW + timedelta(days=DAYS, seconds=1)


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


@pytest.fixture
def begun(session: Session) -> Opened:
    subject = drafts.Subject(COMPLAINT, 1, directory.get(session, AGENCY).id)
    opened = drafts.begin(session, subject, days=DAYS, now=NOW)
    session.flush()
    return opened


@pytest.fixture
def code(session: Session, begun: Opened, resources: Resources) -> str:
    given = resuming.give_code(begun.draft, begun.token, resources.resume_codes)
    session.flush()
    return given


def test_code_gives_the_draft_and_its_secret(
    session: Session, begun: Opened, code: str, resources: Resources
) -> None:
    assert resuming.resume(session, resources.resume_codes, code, now=NOW) == begun


def test_code_can_be_typed_carelessly(
    session: Session, begun: Opened, code: str, resources: Resources
) -> None:
    typed = code.lower().replace("-", " ")
    assert resuming.resume(session, resources.resume_codes, typed, now=NOW) == begun


def test_code_is_well_formed(code: str) -> None:
    assert is_well_formed(code)


def test_code_is_shown_again_to_who_holds_the_secret(
    begun: Opened, code: str, resources: Resources
) -> None:
    assert resuming.code_of(begun.draft, begun.token, resources.resume_codes) == code


def test_draft_without_a_code_shows_none(begun: Opened, resources: Resources) -> None:
    assert resuming.code_of(begun.draft, begun.token, resources.resume_codes) is None


def test_new_code_stops_the_old_one(
    session: Session, begun: Opened, code: str, resources: Resources
) -> None:
    resuming.give_code(begun.draft, begun.token, resources.resume_codes)
    with pytest.raises(DraftMissing):
        resuming.resume(session, resources.resume_codes, code, now=NOW)


def test_new_code_opens_the_draft(
    session: Session, begun: Opened, code: str, resources: Resources
) -> None:
    newer = resuming.give_code(begun.draft, begun.token, resources.resume_codes)
    found = resuming.resume(session, resources.resume_codes, newer, now=NOW)
    assert (found, newer == code) == (begun, False)


def test_code_that_was_taken_away_opens_nothing(
    session: Session, begun: Opened, code: str, resources: Resources
) -> None:
    resuming.take_code_away(begun.draft)
    with pytest.raises(DraftMissing):
        resuming.resume(session, resources.resume_codes, code, now=NOW)


def test_code_ends_with_its_draft(session: Session, code: str, resources: Resources) -> None:
    with pytest.raises(DraftMissing):
        resuming.resume(session, resources.resume_codes, code, now=TOO_LATE)


def test_access_code_is_no_resume_code(
    session: Session, begun: Opened, resources: Resources
) -> None:
    access_code = resources.access_codes.for_attempt(begun.token)
    with pytest.raises(DraftMissing):
        resuming.resume(session, resources.resume_codes, access_code, now=NOW)


@pytest.mark.usefixtures("code")
def test_draft_that_is_closed_opens_to_nobody(session: Session, begun: Opened) -> None:
    resuming.close(begun.draft)
    with pytest.raises(DraftMissing):
        drafts.open_draft(session, begun.draft.id, begun.token, now=NOW)


def test_what_is_kept_holds_neither_code_nor_secret(begun: Opened, code: str) -> None:
    draft = begun.draft
    kept = b"".join((draft.code_salt or b"", draft.code_hash or b"", draft.code_seal or b""))
    secrets = (code, code.replace("-", ""), begun.token)
    assert [secret for secret in secrets if secret.encode() in kept] == []


def test_discarded_draft_is_gone(session: Session, begun: Opened) -> None:
    drafts.discard(session, begun.draft)
    session.flush()
    with pytest.raises(DraftMissing):
        drafts.open_draft(session, begun.draft.id, begun.token, now=NOW)
