"""Hidden, then gone: down to objects, search rows and sealed values; holds and the law first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, inspect, select, text, update

from services.agencies import directory
from services.audit.models import AuditEntry
from services.custody.models import AccessRequest, CustodyEvent
from services.documents.models import IssuedDocument
from services.dossiers import inbox, look_up
from services.dossiers.filters import Filters, Scope
from services.dossiers.look_up import DossierHidden, DossierMissing
from services.dossiers.models import Dossier, HistoryEntry
from services.drafts import drafts
from services.messages.models import Message
from services.models import METADATA
from services.notices import contacts
from services.notices.models import NoticeContact
from services.outbox.models import OutboxMessage
from services.policy.check import NotPermitted
from services.privacy import requests
from services.redaction.models import RedactedFile, Redaction, prefix
from services.resources import Resources
from services.retention import erasure, holds, marks, runs
from services.retention.erasure import NotYet
from services.retention.marks import NotWaiting
from services.retention.models import Deletion
from services.retention.runs import PlanChanged
from services.settings.bounds import Conversation
from storage.objects import ObjectsUnavailable
from storage.scope import of_agency
from tests import staff, talks
from tests.filing import AGENCY, COMPLAINT, NOW
from tests.settled import set_years, settle

LATER = NOW + timedelta(days=31)
# What refers to a dossier and may stay: numbers and kinds, nothing that a person wrote.
STAYS = {"deletions", "audit_entries", "audit_chain", "audit_waiting"}


@pytest.fixture(autouse=True)
def empty_store(resources: Resources) -> Iterator[None]:
    yield
    for where in ("files/", "documents/", "redacted/"):
        for key in list(resources.objects.keys(where)):
            resources.objects.delete(key)


def go(resources: Resources, now: Any = NOW) -> runs.Outcome:
    """Look at the plan and approve just this one."""
    drawn = runs.next_plan(resources, now=now)
    with resources.database.transaction() as session:
        run = runs.approve(session, drawn, drawn.token, now=now)
    return runs.carry_out(resources, run, now=now)


@pytest.fixture
def due(resources: Resources) -> Dossier:
    set_years(resources)
    return settle(resources)


def numbers(resources: Resources, now: Any = NOW) -> list[str]:
    return [one.number for one in runs.next_plan(resources, now=now).to_mark]


def test_a_plan_changes_nothing(resources: Resources, due: Dossier) -> None:
    assert (numbers(resources), numbers(resources)) == ([due.number], [due.number])


def test_without_a_known_period_everything_is_kept(resources: Resources) -> None:
    settle(resources)
    drawn = runs.next_plan(resources, now=NOW)
    assert (drawn.is_empty, drawn.kept["complaint"]) == (True, 1)


def test_what_is_being_settled_is_kept(resources: Resources, due: Dossier) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(closed_at=None))
    assert (numbers(resources), due.id > 0) == ([], True)


def test_what_was_closed_lately_is_kept(resources: Resources) -> None:
    set_years(resources)
    settle(resources, at=NOW - timedelta(days=30))
    assert numbers(resources) == []


def test_another_plan_s_token_is_refused(resources: Resources, due: Dossier) -> None:
    token = runs.next_plan(resources, now=NOW).token
    settle(resources, attempt="another")
    drawn = runs.next_plan(resources, now=NOW)
    with resources.database.transaction() as session, pytest.raises(PlanChanged):
        runs.approve(session, drawn, token, now=NOW)
    assert due.id


def test_the_first_run_only_hides(resources: Resources, due: Dossier) -> None:
    outcome = go(resources)
    with resources.database.transaction() as session:
        kept = session.get(Dossier, due.id)
    assert (outcome.marked, outcome.deleted, kept is not None) == (1, 0, True)


def test_officers_see_no_hidden_dossier(resources: Resources, due: Dossier) -> None:
    go(resources)
    with resources.database.transaction(of_agency(due.agency_id)) as session:
        everything = Filters(scope=Scope.ALL)
        shown = inbox.page(session, due.agency_id, everything, today=NOW.date())
        with pytest.raises(DossierMissing):
            look_up.in_agency(session, due.agency_id, due.number)
        history = session.scalars(select(HistoryEntry)).all()
    assert (shown.rows, history) == ([], [])


def test_the_search_finds_no_hidden_dossier(resources: Resources, due: Dossier) -> None:
    go(resources)
    with resources.database.transaction(of_agency(due.agency_id)) as session:
        asked = Filters(scope=Scope.ALL, search=due.applicant_name)
        assert inbox.page(session, due.agency_id, asked, today=NOW.date()).rows == []


def test_the_person_is_told_that_it_is_going(resources: Resources, due: Dossier) -> None:
    go(resources)
    codes = resources.access_codes
    with resources.database.transaction() as session, pytest.raises(DossierHidden):
        look_up.by_code(session, codes, number=due.number, code=codes.for_attempt("settled"))


def test_before_its_days_are_over_nothing_goes(resources: Resources, due: Dossier) -> None:
    go(resources)
    outcome_empty = runs.next_plan(resources, now=NOW + timedelta(days=29)).is_empty
    assert (outcome_empty, due.id > 0) == (True, True)


def test_nothing_is_left_of_a_deleted_dossier(
    resources: Resources, due: Dossier, owner: Engine
) -> None:
    """Search every table for the number, the name and the id, and the store for its objects."""
    go(resources)
    outcome = go(resources, LATER)
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('motcua.agency', 'service', true)"))
        found = {
            table
            for table in inspect(connection).get_table_names()
            for word in (due.number, due.applicant_name)
            if connection.scalar(
                text(f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE :word"),  # noqa: S608
                {"word": f"%{word}%"},
            )
        }
    objects = [*resources.objects.keys("files/"), *resources.objects.keys("documents/")]
    assert (outcome.deleted, found - STAYS, objects) == (1, set(), [])


def test_the_conversation_and_the_address_for_notices_go_along(
    resources: Resources, due: Dossier
) -> None:
    with resources.database.transaction() as session:
        contacts.put(session, due, "hop.thu@example.vn", resources.notice_key, now=NOW)
    talks.by_officer(resources, due)
    go(resources)
    go(resources, LATER)
    with resources.database.transaction() as session:
        left = [session.scalars(select(kind)).all() for kind in (Message, NoticeContact)]
        record = session.scalars(select(Deletion)).one()
    assert (left, record.removed["messages"]) == ([[], []], 1)


def test_a_message_that_nobody_read_keeps_the_dossier(resources: Resources, due: Dossier) -> None:
    talks.by_person(resources, due, bounds=Conversation(days_after_closing=40_000))
    assert numbers(resources) == []


def test_redacted_copies_go_along_with_objects_that_no_row_names(
    resources: Resources, due: Dossier
) -> None:
    with resources.database.transaction() as session:
        by = staff.add(resources, "decider").id
        made = {"begun_by_id": by, "begun_at": NOW, "changed_at": NOW, "revision": 1}
        row = Redaction(dossier_id=due.id, state="issued", version=1, work=b"w", **made)
        session.add(row)
        session.flush()
        facts = {"place": 1, "content_type": "application/pdf", "size": 1, "pages": 1}
        kept = RedactedFile(id=uuid4(), redaction_id=row.id, dossier_id=due.id, **facts)
        session.add(kept)
    for key in (kept.object_key, f"{prefix(due.id)}left-by-a-crash"):
        resources.objects.put(key, b"c", content_type="application/octet-stream")
    go(resources)
    go(resources, LATER)
    with resources.database.transaction() as session:
        rows = [session.scalars(select(model)).all() for model in (Redaction, RedactedFile)]
    assert (rows, list(resources.objects.keys("redacted/"))) == ([[], []], [])


def test_a_record_without_personal_data_stays(resources: Resources, due: Dossier) -> None:
    go(resources)
    go(resources, LATER)
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
    assert (record.number, record.ground, record.years, record.removed["objects"]) == (
        due.number,
        "retention",
        10,
        record.removed["files"] + 1,
    )


def test_the_audit_keeps_numbers_alone(resources: Resources, due: Dossier) -> None:
    go(resources)
    go(resources, LATER)
    with resources.database.transaction() as session:
        noted = session.scalars(
            select(AuditEntry).where(AuditEntry.action.like("retention.%"))
        ).all()
    said = str([(one.object_id, one.facts, one.reason) for one in noted])
    actions = [one.action for one in noted]
    assert (actions[-2:], due.applicant_name in said) == (
        ["retention.mark", "retention.delete"],
        False,
    )


def test_every_table_that_knows_dossiers_is_emptied_or_follows() -> None:
    """A new table that refers to a dossier has to say what becomes of its rows."""
    named = {str(model.__tablename__) for model, _ in erasure._rows(1)}  # noqa: SLF001
    followed = ("dossiers", "history", "drafts", "files", "documents", "access_requests")
    forgotten = {
        f"{table.name}.{key.parent.name}"
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in followed
        and table.name not in named
        and key.ondelete not in {"CASCADE", "SET NULL"}
    }
    assert forgotten == set()


def test_what_custody_noted_outlives_the_dossier(resources: Resources, due: Dossier) -> None:
    asker = staff.add(resources, "receiver")
    with resources.database.transaction() as session:
        asked = AccessRequest(
            dossier_id=due.id,
            requester_id=asker.id,
            basis="second_person",
            reason="Tên người nộp",
            scope=["identity"],
            state="asked",
            asked_at=NOW,
        )
        session.add(asked)
        session.flush()
        event = {"dossier_id": due.id, "request_id": asked.id, "officer_id": None}
        session.add(CustodyEvent(at=NOW, kind="asked", detail={}, **event))
    go(resources)
    go(resources, LATER)
    with resources.database.transaction() as session:
        left = session.scalars(select(CustodyEvent)).one()
        requests_left = session.scalars(select(AccessRequest)).all()
    assert (left.dossier_id, left.request_id, requests_left) == (None, None, [])


def test_the_leftover_draft_goes_when_the_dossier_is_hidden(
    resources: Resources, due: Dossier
) -> None:
    with resources.database.transaction() as session:
        subject = drafts.Subject(COMPLAINT, 1, directory.get(session, AGENCY).id)
        opened = drafts.begin(session, subject, days=30, now=NOW)
        opened.draft.dossier_id = due.id
    go(resources)
    with resources.database.transaction() as session:
        assert session.scalars(select(type(opened.draft))).all() == []


def test_a_held_dossier_is_neither_hidden_nor_deleted(resources: Resources, due: Dossier) -> None:
    head = staff.add(resources, "head")
    with resources.database.transaction() as session:
        holds.place(session, due, "Tòa án đang thụ lý.", by=head, now=NOW)
    drawn = runs.next_plan(resources, now=NOW)
    assert (drawn.is_empty, drawn.held) == (True, 1)


def test_a_hold_after_the_plan_is_respected_by_the_run(resources: Resources, due: Dossier) -> None:
    head = staff.add(resources, "head")
    drawn = runs.next_plan(resources, now=NOW)
    with resources.database.transaction() as session:
        run = runs.approve(session, drawn, drawn.token, now=NOW)
        holds.place(session, due, "Tòa án đang thụ lý.", by=head, now=NOW)
    assert runs.carry_out(resources, run, now=NOW).left == [due.number]


def test_a_hold_on_a_hidden_dossier_keeps_it(resources: Resources, due: Dossier) -> None:
    go(resources)
    head = staff.add(resources, "head")
    with resources.database.transaction() as session:
        holds.place(session, due, "Tòa án đang thụ lý.", by=head, now=NOW)
        record = session.scalars(select(Deletion)).one()
        with pytest.raises(NotYet):
            erasure.erase(session, resources.objects, record.id, now=LATER)
    assert runs.next_plan(resources, now=LATER).is_empty


def test_a_released_hold_lets_the_period_count_again(resources: Resources, due: Dossier) -> None:
    head = staff.add(resources, "head")
    with resources.database.transaction() as session:
        holds.place(session, due, "Tòa án đang thụ lý.", by=head, now=NOW)
        holds.release(session, due, by=head, now=NOW)
    assert numbers(resources) == [due.number]


def test_only_a_decider_or_the_head_holds(resources: Resources, due: Dossier) -> None:
    receiver = staff.add(resources, "receiver")
    with resources.database.transaction() as session, pytest.raises(NotPermitted):
        holds.place(session, due, "x", by=receiver, now=NOW)


def test_a_paper_that_is_being_made_postpones_the_deletion(
    resources: Resources, due: Dossier
) -> None:
    go(resources)
    with resources.database.transaction() as session:
        session.execute(update(OutboxMessage).values(done_at=None))
    assert go(resources, LATER).left == [due.number]


def test_a_hidden_dossier_comes_back(resources: Resources, due: Dossier) -> None:
    go(resources)
    head = staff.add(resources, "head")
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
        marks.restore(session, record.id, by=head, now=NOW)
    with resources.database.transaction(of_agency(due.agency_id)) as session:
        found = look_up.in_agency(session, due.agency_id, due.number)
    assert (found.id, runs.next_plan(resources, now=LATER).to_delete) == (due.id, ())


def test_another_agency_brings_nothing_back(resources: Resources, due: Dossier) -> None:
    go(resources)
    stranger = staff.add(resources, "head", agency=staff.OTHER_COMMUNE)
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
        with pytest.raises(NotPermitted):
            marks.restore(session, record.id, by=stranger, now=NOW)
    assert due.agency_id != stranger.agency_id


def test_what_is_gone_does_not_come_back(resources: Resources, due: Dossier) -> None:
    go(resources)
    go(resources, LATER)
    head = staff.add(resources, "head")
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
        with pytest.raises(NotWaiting):
            marks.restore(session, record.id, by=head, now=LATER)
    assert due.id


class Power(Exception):
    """The machine goes dark."""


class DarkStore:
    """The real store behind a fuse: after some deletions nothing answers."""

    def __init__(self, objects: Any, after: int, fault: type[Exception]) -> None:
        self._objects, self._left, self._fault = objects, after, fault

    def keys(self, prefix: str) -> Iterator[str]:
        return iter(self._objects.keys(prefix))

    def delete(self, key: str) -> None:
        if self._left == 0:
            raise self._fault(key)
        self._left -= 1
        self._objects.delete(key)


@pytest.mark.parametrize("after", [0, 1])
def test_an_interrupted_run_goes_on(resources: Resources, due: Dossier, after: int) -> None:
    go(resources)
    drawn = runs.next_plan(resources, now=LATER)
    with resources.database.transaction() as session:
        runs.approve(session, drawn, drawn.token, now=LATER)
    dark: Any = DarkStore(resources.objects, after, Power)
    with pytest.raises(Power), resources.database.transaction() as session:
        erasure.erase(session, dark, drawn.to_delete[0].id, now=LATER)
    with resources.database.transaction() as session:
        started = runs.unfinished(session)
    assert started
    assert runs.carry_out(resources, started, now=LATER).deleted == 1
    with resources.database.transaction() as session:
        left = session.get(Dossier, due.id), session.scalars(select(IssuedDocument)).all()
        assert (left, runs.unfinished(session)) == ((None, []), None)


def test_a_store_that_is_away_leaves_the_dossier_for_the_next_run(
    resources: Resources, due: Dossier
) -> None:
    go(resources)
    dark: Any = DarkStore(resources.objects, 0, ObjectsUnavailable)
    with resources.database.transaction() as session:
        record = session.scalars(select(Deletion)).one()
    with pytest.raises(ObjectsUnavailable), resources.database.transaction() as session:
        erasure.erase(session, dark, record.id, now=LATER)
    assert len(runs.next_plan(resources, now=LATER).to_delete) == 1
    assert due.id


def test_an_open_request_keeps_the_dossier_until_it_is_answered(
    resources: Resources, due: Dossier
) -> None:
    with resources.database.transaction() as session:
        requests.ask(session, due, "objection", "Tôi không đồng ý.", now=NOW)
    assert numbers(resources) == []
