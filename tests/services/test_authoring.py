"""Procedures of agencies: two officers, one text, one publication."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from services.accounts.models import Officer
from services.authoring import drafting, publishing
from services.authoring.drafting import (
    ChangedMeanwhile,
    HasFaults,
    MayNotAuthor,
    SamePerson,
    TextTooLong,
)
from services.authoring.models import ProcedureDraft, PublishedProcedure, State
from services.resources import Resources
from tests.filing import NOW
from tests.versions import own, version

AUTHOR, SECOND, MINISTRY, CLERK = "tn.ha", "tn.dung", "ttcp.lan", "pdp.hoa"


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


@pytest.fixture
def catalogue(resources: Resources) -> Catalogue:
    return resources.library.look()


def officer(session: Session, username: str) -> Officer:
    return session.scalars(select(Officer).where(Officer.username == username)).one()


def begin(session: Session, text: str, username: str = AUTHOR) -> ProcedureDraft:
    return drafting.begin(session, officer(session, username), text=text, slug="muon_ht", now=NOW)


def send(session: Session, draft: ProcedureDraft, catalogue: Catalogue, **more: Any) -> None:
    author = officer(session, more.pop("by", AUTHOR))
    drafting.ask_approval(session, draft, author, NOW, catalogue=catalogue, **more)


def approve(
    session: Session, draft: ProcedureDraft, catalogue: Catalogue, by: str = SECOND, **more: Any
) -> PublishedProcedure:
    second = officer(session, by)
    return publishing.approve(session, draft, second, NOW, catalogue=catalogue, **more)


@pytest.fixture
def sent(session: Session, catalogue: Catalogue) -> ProcedureDraft:
    draft = begin(session, own())
    send(session, draft, catalogue)
    return draft


def test_a_second_officer_publishes(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue
) -> None:
    row = approve(session, sent, catalogue)
    told = (row.code, row.version, row.author_id == row.approver_id, sent.state)
    assert told == ("HT-1", 1, False, State.PUBLISHED)


@pytest.mark.parametrize("by", [AUTHOR, MINISTRY, CLERK])
def test_nobody_else_publishes(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue, by: str
) -> None:
    with pytest.raises((SamePerson, MayNotAuthor)):
        approve(session, sent, catalogue, by)


def test_who_changed_the_text_last_does_not_approve_it(
    session: Session, catalogue: Catalogue
) -> None:
    draft = begin(session, own())
    second = officer(session, SECOND)
    drafting.save(session, draft, text=own() + "\n", revision=1, officer=second, now=NOW)
    send(session, draft, catalogue)
    with pytest.raises(SamePerson):
        approve(session, draft, catalogue)


def test_a_clerk_writes_no_procedures(session: Session) -> None:
    with pytest.raises(MayNotAuthor):
        begin(session, own(), CLERK)


def test_what_is_saved_is_kept_right_or_wrong(session: Session) -> None:
    draft = begin(session, "")
    author = officer(session, AUTHOR)
    drafting.save(session, draft, text="a: [\r\n\x00", revision=1, officer=author, now=NOW)
    assert (draft.text, draft.revision) == ("a: [\n", 2)


def test_the_slower_of_two_authors_is_told(session: Session) -> None:
    draft = begin(session, "")
    for username in (AUTHOR, SECOND):
        saver = officer(session, username)
        if username == AUTHOR:
            drafting.save(session, draft, text="one", revision=1, officer=saver, now=NOW)
            continue
        with pytest.raises(ChangedMeanwhile):
            drafting.save(session, draft, text="two", revision=1, officer=saver, now=NOW)
    assert draft.text == "one"


def test_what_waits_for_approval_is_not_changed(session: Session, sent: ProcedureDraft) -> None:
    author = officer(session, AUTHOR)
    with pytest.raises(ChangedMeanwhile):
        drafting.save(session, sent, text="x", revision=2, officer=author, now=NOW)


def test_an_approver_approves_what_was_seen(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue
) -> None:
    with pytest.raises(ChangedMeanwhile):
        approve(session, sent, catalogue, revision=1)


def test_a_text_is_published_once(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue
) -> None:
    approve(session, sent, catalogue)
    with pytest.raises(ChangedMeanwhile):
        approve(session, sent, catalogue)


def test_two_texts_of_one_version_make_one_publication(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue
) -> None:
    other = begin(session, own() + "# other\n")
    send(session, other, catalogue)
    approve(session, sent, catalogue)
    with pytest.raises(HasFaults, match="version 1 of HT-1 is published or used already"):
        approve(session, other, catalogue)


def test_a_faulty_text_is_not_sent(session: Session, catalogue: Catalogue) -> None:
    draft = begin(session, own().replace("unit: working_days", "unit: weeks"))
    with pytest.raises(HasFaults, match="weeks is no unit"):
        send(session, draft, catalogue)


def test_the_code_of_another_is_not_taken(session: Session, catalogue: Catalogue) -> None:
    draft = begin(session, version(2))
    with pytest.raises(HasFaults, match="KNPA is not a procedure of your agency"):
        send(session, draft, catalogue)


def test_the_ministry_continues_what_is_everybodys(session: Session, catalogue: Catalogue) -> None:
    draft = begin(session, version(2), MINISTRY)
    send(session, draft, catalogue, by=MINISTRY)
    assert approve(session, draft, catalogue, "ttcp.minh").version == 2


def test_a_returned_text_can_be_changed(session: Session, sent: ProcedureDraft) -> None:
    drafting.return_to_author(session, sent, officer(session, SECOND), "Thiếu căn cứ.", NOW)
    assert (sent.state, sent.note) == (State.EDITING, "Thiếu căn cứ.")


def test_a_discarded_text_is_listed_no_more(session: Session, sent: ProcedureDraft) -> None:
    author = officer(session, AUTHOR)
    before = list(drafting.open_drafts(session, author.agency))
    drafting.discard(session, sent, author, NOW)
    assert (before, list(drafting.open_drafts(session, author.agency))) == ([sent], [])


def test_an_agency_lists_what_it_published(
    session: Session, sent: ProcedureDraft, catalogue: Catalogue
) -> None:
    row = approve(session, sent, catalogue)
    lists = [publishing.published(session, officer(session, who).agency) for who in (AUTHOR, CLERK)]
    assert [list(found) for found in lists] == [[row], []]


def test_an_endless_text_is_refused(session: Session) -> None:
    with pytest.raises(TextTooLong):
        begin(session, "x" * 1_000_001)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "the file holds no named values"),
        (version(1), "version 1 of KNPA stands in feedback_petition.yaml already"),
        (version(2, begins="2026-07-01"), "version 1 of KNPA begins on 2026-07-01 too"),
        (version(2, begins="2026-06-01"), "another version of KNPA begins on 2026-07-01"),
    ],
)
def test_faults_are_told(catalogue: Catalogue, text: str, what: str) -> None:
    assert what in [fault.what for fault in drafting.faults(catalogue, text)]


def test_nothing_is_wrong_with_a_good_text(catalogue: Catalogue) -> None:
    assert drafting.faults(catalogue, own()) == []


def test_the_operator_publishes_for_all(session: Session, catalogue: Catalogue) -> None:
    row = publishing.publish_by_hand(session, catalogue, text=version(2), slug="knpa_2", now=NOW)
    count = session.scalar(select(func.count()).select_from(PublishedProcedure))
    assert (row.agency_id, count) == (None, 1)
