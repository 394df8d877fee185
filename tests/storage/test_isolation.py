"""A transaction that is held to one agency sees nothing of another, whatever it asks for."""

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import ProgrammingError

from services.agencies import directory
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier, HistoryEntry
from services.files.models import StoredFile
from services.models import METADATA
from services.resources import Resources
from storage.database import Database
from storage.schema import prepare
from storage.scope import NOBODY, SERVICE, Scope, narrow, narrowed, of_agency, within
from tests.filing import NOW, hand_in
from tests.staff import OTHER_COMMUNE

MODELS = (Dossier, HistoryEntry, StoredFile, IssuedDocument)
HELD = (
    *("dossiers", "history", "documents", "files", "audit_entries", "procedure_drafts"),
    *("access_requests", "sealed_keys", "sealed_values"),
    *("custody_keys", "custody_shares", "custody_events", "seen_notices"),
    *("data_requests", "answer_terms", "legal_holds", "deletions"),
    *("citizen_accounts", "citizen_dossiers", "citizen_sessions"),
    *("messages", "notice_contacts", "notices"),
    *("redactions", "redacted_files"),
)
# What everybody may read, or what is asked for before it is known whose it is.
OPEN = {
    *("agencies", "officers", "officer_sessions", "calendar_days", "counters"),
    *("officer_authenticators", "officer_devices", "officer_passkeys", "officer_recovery_codes"),
    *("published_procedures", "used_procedures"),
    *("drafts", "outbox", "audit_chain", "audit_waiting"),
    *("retention_periods", "retention_runs", "sign_in_attempts"),
}
READING = pytest.mark.parametrize("model", MODELS)


@pytest.fixture
def filed(resources: Resources) -> int:
    """File a dossier with everything that belongs to it; give its agency."""
    dossier = hand_in(resources).dossier
    with resources.database.transaction() as session:
        entry = session.scalars(select(HistoryEntry)).one()
        paper = {"history_id": entry.id, "kind": "receipt", "issued_at": NOW}
        session.add(IssuedDocument(dossier_id=dossier.id, size=1, sha256=b"s", **paper))
    return dossier.agency_id


@pytest.fixture
def elsewhere(resources: Resources) -> Scope:
    with resources.database.transaction() as session:
        return of_agency(directory.get(session, OTHER_COMMUNE).id)


@READING
def test_a_forgotten_condition_shows_nothing_of_another_agency(
    resources: Resources,
    filed: int,  # noqa: ARG001 - there is something to see
    elsewhere: Scope,
    model: type,
) -> None:
    with resources.database.transaction(elsewhere) as session:
        assert session.scalars(select(model)).all() == []


@READING
def test_the_own_agency_sees_its_rows(resources: Resources, filed: int, model: type) -> None:
    with resources.database.transaction(of_agency(filed)) as session:
        assert session.scalars(select(model)).first() is not None


@READING
def test_a_database_that_was_told_no_scope_shows_nothing(
    resources: Resources,
    filed: int,  # noqa: ARG001 - there is something to see
    model: type,
) -> None:
    database = Database(resources.settings.database_url)
    with database.transaction() as session:
        assert session.scalars(select(model)).all() == []
    database.dispose()


@pytest.mark.parametrize("odd", ["0", "-1", "x", "1 OR 1=1", "'", "service "])
def test_an_odd_scope_shows_nothing(resources: Resources, filed: int, odd: str) -> None:  # noqa: ARG001 - there is something to see
    with resources.database.transaction(Scope(odd)) as session:
        assert session.scalars(select(Dossier)).all() == []


def test_the_owner_of_the_tables_is_held_to_it_too(filed: int, owner: Engine) -> None:  # noqa: ARG001 - there is something to see
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM dossiers")) == 0


def test_another_agency_changes_nothing(
    resources: Resources,
    filed: int,  # noqa: ARG001 - there is something to change
    elsewhere: Scope,
) -> None:
    with resources.database.transaction(elsewhere) as session:
        changed = session.connection().execute(update(Dossier.__table__).values(subject="x"))  # type: ignore[arg-type]
    assert changed.rowcount == 0


def test_a_dossier_cannot_be_pushed_into_another_agency(
    resources: Resources, filed: int, elsewhere: Scope
) -> None:
    pushed = update(Dossier.__table__).values(agency_id=int(elsewhere.value))  # type: ignore[arg-type]
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        resources.database.transaction(of_agency(filed)) as session,
    ):
        session.connection().execute(pushed)


def test_the_index_of_words_answers_for_the_own_agency_alone(
    resources: Resources, filed: int, elsewhere: Scope
) -> None:
    asked = text("SELECT count(*) FROM motcua_dossiers_with(ARRAY[:word], 10)")
    found = []
    for scope in (of_agency(filed), elsewhere, NOBODY):
        with resources.database.transaction(scope) as session:
            found.append(session.scalar(asked, {"word": f"agency:{filed}"}))
    assert found == [1, 0, 0]


def test_the_scope_ends_with_its_transaction(resources: Resources, filed: int) -> None:  # noqa: ARG001 - there is something to see
    with resources.database.transaction(NOBODY) as session:
        session.execute(text("SELECT 1"))
    with resources.database.transaction() as session:
        assert len(session.scalars(select(Dossier)).all()) == 1


def test_a_narrowed_request_cannot_open_more_by_forgetting(
    resources: Resources,
    filed: int,  # noqa: ARG001 - there is something to see
    elsewhere: Scope,
) -> None:
    with within(elsewhere), resources.database.transaction() as session:
        assert session.scalars(select(Dossier)).all() == []


def test_narrowing_is_taken_back(elsewhere: Scope) -> None:
    narrow(None)
    with within(elsewhere):
        pass
    assert narrowed() is None


def test_the_service_is_neither_owner_nor_above_the_rules(resources: Resources) -> None:
    asked = text(
        "SELECT rolsuper OR rolbypassrls OR tableowner = current_user"
        " FROM pg_roles, pg_tables WHERE rolname = current_user AND tablename = 'dossiers'"
    )
    with resources.database.transaction(SERVICE) as session:
        assert session.scalar(asked) is False


@pytest.mark.parametrize("table", HELD)
def test_isolation_is_forced_on_every_table_of_dossiers(resources: Resources, table: str) -> None:
    asked = text("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = :t")
    with resources.database.transaction() as session:
        assert session.scalar(asked, {"t": table})


def test_every_table_is_held_to_agencies_or_stands_open_on_purpose() -> None:
    assert set(METADATA.tables) == {*HELD, *OPEN}


@pytest.mark.parametrize("table", ["citizen_accounts", "citizen_dossiers", "citizen_sessions"])
def test_no_officer_sees_who_signed_in(resources: Resources, filed: int, table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        resources.database.transaction(of_agency(filed)) as session,
    ):
        session.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a fixed name


def test_preparing_again_changes_no_right(resources: Resources) -> None:
    prepare(resources.settings.owner_url, role=resources.settings.role)
    assert hand_in(resources).dossier.id == 1


def test_preparing_for_an_unknown_role_grants_nothing(resources: Resources) -> None:
    prepare(resources.settings.owner_url, role="nobody such; DROP TABLE dossiers")
    assert hand_in(resources).dossier.id == 1
