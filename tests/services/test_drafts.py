"""Drafts: opened by their secret alone, saved as typed, forgotten when they expire."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from services.agencies import directory
from services.drafts import drafts
from services.drafts.drafts import DraftMissing, Opened
from services.files.models import StoredFile
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, NOW, hand_in, stored

DAYS = 30
LAST_MOMENT = NOW + timedelta(days=DAYS)
TOO_LATE = LAST_MOMENT + timedelta(seconds=1)


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


def begin(session: Session) -> Opened:
    subject = drafts.Subject(COMPLAINT, 1, directory.get(session, AGENCY).id)
    opened = drafts.begin(session, subject, days=DAYS, now=NOW)
    session.flush()
    return opened


def test_draft_opens_with_its_secret(session: Session) -> None:
    opened = begin(session)
    found = drafts.open_draft(session, opened.draft.id, opened.token, now=LAST_MOMENT)
    assert found is opened.draft


def test_draft_stays_closed_to_another_secret(session: Session) -> None:
    opened = begin(session)
    with pytest.raises(DraftMissing):
        drafts.open_draft(session, opened.draft.id, begin(session).token, now=NOW)


def test_unknown_draft_is_missing(session: Session) -> None:
    with pytest.raises(DraftMissing):
        drafts.open_draft(session, uuid4(), "any secret", now=NOW)


def test_expired_draft_is_missing(session: Session) -> None:
    opened = begin(session)
    with pytest.raises(DraftMissing):
        drafts.open_draft(session, opened.draft.id, opened.token, now=TOO_LATE)


def test_draft_that_was_submitted_opens_after_its_end(resources: Resources) -> None:
    dossier = hand_in(resources).dossier
    with resources.database.transaction() as session:
        opened = begin(session)
        opened.draft.dossier_id = dossier.id
        found = drafts.open_draft(session, opened.draft.id, opened.token, now=TOO_LATE)
        assert found.dossier_id == dossier.id


def test_secret_is_kept_as_a_hash(session: Session) -> None:
    opened = begin(session)
    assert opened.token.encode() not in opened.draft.token_hash


def test_sections_are_kept_as_typed(session: Session) -> None:
    draft = begin(session).draft
    drafts.save(draft, "content", {"content": "  đang viết dở"}, now=NOW)
    drafts.save(draft, "subject", {"known_on": {"day": "31", "month": "2"}}, now=NOW)
    assert drafts.gathered(draft) == {
        "content": "  đang viết dở",
        "known_on": {"day": "31", "month": "2"},
    }


def test_section_saved_again_replaces_its_own_answers_only(session: Session) -> None:
    draft = begin(session).draft
    drafts.save(draft, "one", {"a": "1"}, now=NOW)
    drafts.save(draft, "two", {"b": "2"}, now=NOW)
    drafts.save(draft, "one", {"a": "3"}, now=NOW)
    assert draft.raw == {"one": {"a": "3"}, "two": {"b": "2"}}


def test_saving_the_same_changes_nothing(session: Session) -> None:
    draft = begin(session).draft
    drafts.save(draft, "one", {"a": "1"}, now=NOW)
    session.flush()
    revision = draft.revision
    drafts.save(draft, "one", {"a": "1"}, now=TOO_LATE)
    session.flush()
    assert (draft.revision, draft.updated_at) == (revision, NOW)


def test_second_of_two_simultaneous_saves_fails(resources: Resources) -> None:
    with resources.database.transaction() as session:
        opened = begin(session)
    with resources.database.transaction() as slow:
        seen = drafts.open_draft(slow, opened.draft.id, opened.token, now=NOW)
        with resources.database.transaction() as quick:
            other = drafts.open_draft(quick, opened.draft.id, opened.token, now=NOW)
            drafts.save(other, "one", {"a": "quick"}, now=NOW)
        drafts.save(seen, "one", {"a": "slow"}, now=NOW)
        with pytest.raises(StaleDataError):
            slow.flush()


def test_sweep_forgets_what_expired_and_nothing_else(session: Session) -> None:
    begin(session)
    assert [drafts.sweep(session, now=moment) for moment in (LAST_MOMENT, TOO_LATE)] == [0, 1]


def test_file_of_a_forgotten_draft_is_loose(resources: Resources) -> None:
    with resources.database.transaction() as session:
        kept = stored(session, draft_id=begin(session).draft.id)
        drafts.sweep(session, now=TOO_LATE)
    with resources.database.transaction() as session:
        assert session.get_one(StoredFile, kept.id).draft_id is None
