"""A message is taken once, in bounds, for as long as the dossier takes any; and stays its own."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import ProgrammingError

from services.dossiers.models import Dossier
from services.identity import store
from services.messages import conversation, words
from services.messages.models import Message, Side
from services.messages.refusals import (
    LONGEST,
    ConversationOver,
    MessageRefused,
    NothingWritten,
    TooLong,
    TooManyFiles,
    TooManyToday,
)
from services.messages.writing import Written, by_person
from services.policy.check import NotPermitted
from services.resources import Resources
from services.settings.bounds import Conversation
from storage.scope import of_agency
from tests import staff, talks
from tests.filing import NOW, hand_in

DENUNCIATION = "2.002396"
FEW = Conversation(a_day=2, files=1)


@pytest.fixture
def dossier(resources: Resources) -> Dossier:
    return hand_in(resources).dossier


def messages(resources: Resources) -> list[Message]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(Message).order_by(Message.id)))


def test_the_same_attempt_never_makes_a_second_message(
    resources: Resources, dossier: Dossier
) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: talks.by_person(resources, dossier, attempt="one"), range(4)))
    assert len(messages(resources)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b\x1bc", "abc"),
        ("a\ud800b", "ab"),
        ("một\r\nhai\rba", "một\nhai\nba"),
        (unicodedata.normalize("NFD", "Tiếng"), "Tiếng"),
        ("  x \n", "x"),
    ],
)
def test_a_text_is_kept_as_it_was_meant(given: str, kept: str) -> None:
    assert words.checked(given) == kept


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        (Written(" \x00 ", "a"), NothingWritten),
        (Written("x" * (LONGEST + 1), "a"), TooLong),
        (Written("x", "a", ("1", "2")), TooManyFiles),
    ],
)
def test_what_is_out_of_bounds_is_not_taken(
    resources: Resources, dossier: Dossier, written: Written, refusal: type[MessageRefused]
) -> None:
    with resources.database.transaction() as session, pytest.raises(refusal):
        by_person(session, session.get_one(Dossier, dossier.id), written, FEW, now=NOW)


def test_a_dossier_takes_so_many_in_a_day_and_more_on_the_next(
    resources: Resources, dossier: Dossier
) -> None:
    for _ in range(FEW.a_day):
        talks.by_person(resources, dossier, bounds=FEW)
    with pytest.raises(TooManyToday):
        talks.by_person(resources, dossier, bounds=FEW)
    talks.by_person(resources, dossier, bounds=FEW, now=NOW + timedelta(hours=25))
    assert len(messages(resources)) == FEW.a_day + 1


def close(resources: Resources, dossier: Dossier) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Dossier).where(Dossier.id == dossier.id).values(closed_at=NOW))


def test_a_closed_dossier_takes_messages_for_some_days(
    resources: Resources, dossier: Dossier
) -> None:
    close(resources, dossier)
    talks.by_person(resources, dossier, now=NOW + timedelta(days=30))
    with pytest.raises(ConversationOver):
        talks.by_person(resources, dossier, now=NOW + timedelta(days=31))


def test_each_side_has_marks_of_its_own(resources: Resources, dossier: Dossier) -> None:
    talks.by_person(resources, dossier)
    talks.by_officer(resources, dossier)
    talks.by_officer(resources, dossier)
    with resources.database.transaction() as session:
        before = [conversation.unread(session, [dossier.id], side) for side in Side]
        conversation.mark_read(
            session, conversation.of(session, dossier.id), Side.APPLICANT, now=NOW
        )
        after = [conversation.unread(session, [dossier.id], side) for side in Side]
    assert (before, after) == ([{dossier.id: 2}, {dossier.id: 1}], [{}, {dossier.id: 1}])


@pytest.mark.parametrize("role", ["clerk", "verifier", "administrator", "auditor"])
def test_who_does_not_handle_the_dossier_does_not_write(
    resources: Resources, dossier: Dossier, role: str
) -> None:
    with pytest.raises(NotPermitted):
        talks.by_officer(resources, dossier, officer=staff.add(resources, role))


def test_another_agency_sees_no_message(resources: Resources, dossier: Dossier) -> None:
    talks.by_person(resources, dossier)
    other = staff.add(resources, "head", agency=staff.OTHER_COMMUNE)
    with resources.database.transaction(of_agency(other.agency_id)) as session:
        assert session.scalar(select(func.count()).select_from(Message)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE messages SET text = 'x'",
        "DELETE FROM messages",
        "SELECT * FROM notice_contacts",
        "SELECT * FROM notices",
    ],
)
def test_an_officer_s_transaction_has_no_right_to(
    resources: Resources, dossier: Dossier, statement: str
) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        resources.database.transaction(of_agency(dossier.agency_id)) as session,
    ):
        session.execute(text(statement))


def test_of_a_sealed_dossier_both_sides_are_sealed(resources: Resources) -> None:
    done = hand_in(resources, code=DENUNCIATION)
    talks.by_person(resources, done.dossier)
    talks.by_officer(resources, done.dossier)
    key = resources.access_codes.key(done.access_code)
    with resources.database.transaction() as session:
        opened = store.open_with_code(session, done.dossier.id, key)
    kept = [(one.text, one.sealed) for one in messages(resources)]
    told = [opened["message:1"], opened["message:2"]]
    assert (kept, told) == ([("", True)] * 2, [talks.SAID, talks.ANSWERED])
