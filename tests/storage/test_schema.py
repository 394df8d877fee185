"""The schema: every revision goes up and down over rows, and its end is what the models say."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, func, inspect, make_url, select, text

from services.demo import load as demo_data
from services.dossiers.models import Dossier
from services.models import METADATA
from services.resources import Resources
from storage import revision, schema
from storage.database import Database
from storage.scope import SERVICE, SETTING
from tests.filing import NOW

SCRIPTS = ScriptDirectory(str(schema.MIGRATIONS))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]
BASE = "base"


@pytest.fixture
def empty(resources: Resources) -> Iterator[Engine]:
    """Make a database of its own for one test."""
    name = f"schema_{uuid4().hex}"
    url = make_url(resources.settings.owner_url)
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = create_engine(url.set(database=name))
    yield engine
    engine.dispose()
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name}"))
    admin.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def fill(engine: Engine) -> None:
    """Write a row of every kind that the newest models know."""
    database = Database(engine.url.render_as_string(hide_password=False), scope=SERVICE)
    with database.transaction() as session:
        demo_data.load(session)
        session.flush()
        session.execute(text(ROWS), {"now": NOW})
    database.dispose()


ROWS = """
WITH dossier AS (
    INSERT INTO dossiers (number, agency_id, procedure_code, procedure_version, state, revision,
        attempt_hash, request_hash, access_code_hash, channel, answers, frozen, applicant_name,
        subject, search_text, submitted_at, changed_at, due_on, due_rule)
    SELECT 'N-1', min(id), '2.002409', 1, 'submitted', 1, 'a', 'b', 'c', 'web', '{}', '{}', 'An',
        'đất', 'an dat', :now, :now, '2026-12-02', 'acceptance' FROM agencies
    RETURNING id, agency_id
), entry AS (
    INSERT INTO history (dossier_id, at, action, from_state, to_state, actor_kind, actor_name,
        inputs)
    SELECT id, :now, 'submit', 'submitted', 'submitted', 'applicant', 'An', '{}' FROM dossier
    RETURNING id, dossier_id
), draft AS (
    INSERT INTO drafts (id, token_hash, procedure_code, procedure_version, agency_id, raw, revision,
        created_at, updated_at, expires_at, sealed, key_wrap)
    SELECT gen_random_uuid(), 'h', '2.002409', 1, agency_id, '{}', 1, :now, :now, :now, 's', 'k'
    FROM dossier
    RETURNING id
), paper AS (
    INSERT INTO documents (dossier_id, history_id, kind, size, sha256, issued_at)
    SELECT dossier_id, id, 'receipt', 1, 's', :now FROM entry
), file AS (
    INSERT INTO files (id, draft_id, purpose, name, content_type, size, sha256, uploaded_at,
        key_wrap, sealed_facts)
    SELECT gen_random_uuid(), id, 'answer', 'a.pdf', 'application/pdf', 1, 's', :now, 'k', 'f'
    FROM draft
), written AS (
    INSERT INTO procedure_drafts (agency_id, slug, text, revision, state, author_id, editor_id,
        note, created_at, changed_at)
    SELECT agency_id, 'own', 'code: X', 1, 'editing', id, id, '', :now, :now
    FROM officers ORDER BY id LIMIT 1
), published AS (
    INSERT INTO published_procedures (code, version, slug, text, shared, sha256, published_at)
    VALUES ('X', 1, 'own', 'code: X', '{}', 's', :now)
), used AS (
    INSERT INTO used_procedures (code, version, slug, text, shared, sha256, used_at)
    VALUES ('X', 1, 'own', 'code: X', '{}', 's', :now)
), noted AS (
    INSERT INTO audit_entries (at, actor_kind, agency_id, action, outcome)
    VALUES (:now, 'service', 0, 'test', 'done')
), browser AS (
    INSERT INTO officer_devices (token_hash, officer_id, seen_at, failures)
    SELECT 't', min(id), :now, 0 FROM officers
), signed_in AS (
    INSERT INTO officer_sessions (token_hash, officer_id, stage, agent_hash, device, place, factor,
        created_at, last_seen_at)
    SELECT 't', min(id), 'open', 'a', '', 'elsewhere', 'code', :now, :now FROM officers
), app AS (
    INSERT INTO officer_authenticators (officer_id, sealed, last_step, made_at)
    SELECT min(id), 's', 1, :now FROM officers
), passkey AS (
    INSERT INTO officer_passkeys (officer_id, name, credential_id, public_key, uses, made_at)
    SELECT min(id), 'key', 'c', 'p', 0, :now FROM officers
), recovery AS (
    INSERT INTO officer_recovery_codes (officer_id, mark) SELECT min(id), 'm' FROM officers
), number AS (
    INSERT INTO counters (scope, last) VALUES ('scope', 1)
), custody AS (
    INSERT INTO custody_keys (agency_id, public_key, fingerprint, threshold, share_count, canary,
        demo, made_at)
    SELECT agency_id, 'p', 'f', 2, 3, 'c', false, :now FROM dossier
    RETURNING id, agency_id
), share AS (
    INSERT INTO custody_shares (key_id, holder_id, place, wrapped, mark, proven_at)
    SELECT id, (SELECT min(id) FROM officers), 1, 'w', 'm', :now FROM custody
), sealed AS (
    INSERT INTO sealed_keys (dossier_id, custody_key_id, custody_wrap, code_wrap, public_key,
        sealed_at)
    SELECT dossier.id, custody.id, 'w', 'c', 'p', :now FROM dossier, custody
), value AS (
    INSERT INTO sealed_values (dossier_id, purpose, version, ciphertext, sealed_at)
    SELECT id, 'identity', 1, 's', :now FROM dossier
), seen AS (
    INSERT INTO seen_notices (holder_id, event_id) SELECT min(id), 1 FROM officers
), request AS (
    INSERT INTO access_requests (dossier_id, requester_id, basis, reason, scope, state,
        asked_at)
    SELECT id, (SELECT min(id) FROM officers), 'second_person', 'r', '{identity}', 'asked', :now
    FROM dossier
    RETURNING id
), redaction AS (
    INSERT INTO redactions (dossier_id, state, revision, begun_by_id, begun_at, changed_at)
    SELECT id, 'open', 1, (SELECT min(id) FROM officers), :now, :now FROM dossier
    RETURNING id, dossier_id
), redacted AS (
    INSERT INTO redacted_files (id, redaction_id, dossier_id, place, content_type, size, pages)
    SELECT gen_random_uuid(), id, dossier_id, 1, 'application/pdf', 1, 1 FROM redaction
), wish AS (
    INSERT INTO data_requests (dossier_id, agency_id, kind, wish, state, revision, asked_at)
    SELECT id, agency_id, 'deletion', 'w', 'asked', 1, :now FROM dossier
), term AS (
    INSERT INTO answer_terms (agency_id, kind, days, citation, set_at)
    SELECT agency_id, 'deletion', 10, 'c', :now FROM dossier
), period AS (
    INSERT INTO retention_periods (family, years, citation, set_at)
    VALUES ('complaint', 10, 'c', :now)
), hold AS (
    INSERT INTO legal_holds (dossier_id, agency_id, reason, placed_by_id, placed_at)
    SELECT id, agency_id, 'r', (SELECT min(id) FROM officers), :now FROM dossier
), deletion AS (
    INSERT INTO deletions (dossier_id, number, agency_id, procedure_code, ground, family, years,
        citation, marked_at, delete_after)
    SELECT id, 'N-1', agency_id, '2.002409', 'retention', 'complaint', 10, 'c', :now, :now
    FROM dossier
), run AS (
    INSERT INTO retention_runs (token, approved_at, to_mark, to_delete)
    VALUES ('t', :now, '{1}', '{}')
), account AS (
    INSERT INTO citizen_accounts (key_hash, made_on, seen_on) VALUES ('k', :now, :now)
    RETURNING id
), own AS (
    INSERT INTO citizen_dossiers (dossier_id, account_id)
    SELECT dossier.id, account.id FROM dossier, account
), visit AS (
    INSERT INTO citizen_sessions (token_hash, account_id, sealed, began_at)
    SELECT 't', id, 's', :now FROM account
), attempt AS (
    INSERT INTO sign_in_attempts (token_hash, site, target, began_at)
    VALUES ('t', 'citizen', '/', :now)
), message AS (
    INSERT INTO messages (dossier_id, agency_id, at, author, text, sealed, attempt_hash)
    SELECT id, agency_id, :now, 'applicant', 't', false, 'a' FROM dossier
    RETURNING id, dossier_id
), enclosed AS (
    INSERT INTO files (id, dossier_id, message_id, purpose, name, content_type, size, sha256,
        uploaded_at)
    SELECT gen_random_uuid(), dossier_id, id, 'message', 'a.pdf', 'application/pdf', 1, 's', :now
    FROM message
), contact AS (
    INSERT INTO notice_contacts (dossier_id, channel, sealed_address, set_at)
    SELECT id, 'email', 's', :now FROM dossier
), notice AS (
    INSERT INTO notices (dossier_id, channel, state, tries, last_error, made_at, due_at)
    SELECT id, 'email', 'waiting', 1, '', :now, :now FROM dossier
), event AS (
    INSERT INTO custody_events (at, kind, agency_id, key_id, request_id, detail)
    SELECT :now, 'made', agency_id, custody.id, request.id, '{}' FROM custody, request
)
INSERT INTO outbox (effect, history_id, argument, promised_at, due_at, queued, attempts, last_error)
SELECT 'issue_document', id, 'receipt', :now, :now, 0, 0, '' FROM entry
"""


def test_models_say_what_the_migrations_make(empty: Engine) -> None:
    schema.upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


@pytest.mark.parametrize("step", REVISIONS)
def test_revision_goes_up_down_and_up_again(empty: Engine, step: str) -> None:
    before = SCRIPTS.get_revision(step).down_revision or BASE
    schema.upgrade(empty, step)
    made = tables(empty)
    schema.downgrade(empty, str(before))
    schema.upgrade(empty, step)
    assert tables(empty) == made


def test_way_down_over_rows_leaves_nothing(empty: Engine) -> None:
    schema.upgrade(empty)
    fill(empty)
    for script in SCRIPTS.walk_revisions():
        schema.downgrade(empty, str(script.down_revision or BASE))
    assert tables(empty) == set()


def test_upgrading_again_keeps_the_rows(empty: Engine) -> None:
    schema.upgrade(empty)
    fill(empty)
    schema.upgrade(empty)
    with empty.connect() as connection:
        connection.execute(select(func.set_config(SETTING, SERVICE.value, True)))  # noqa: FBT003 - of PostgreSQL
        assert connection.scalar(select(func.count()).select_from(Dossier)) == 1


def test_two_processes_may_migrate_at_once(empty: Engine) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(schema.upgrade, [empty, empty]))
    assert revision.is_current(empty)


def test_empty_database_is_not_current(empty: Engine) -> None:
    assert not revision.is_current(empty)


def test_newest_revision_is_told_by_the_files() -> None:
    assert SCRIPTS.get_heads() == [revision.newest()]


AGENCY = """
INSERT INTO agencies (code, level, name, name_sort, symbol, place, unit_code, address, phone, email,
    desk_name, active)
VALUES ('XA.1', 'commune', 'UBND xã', 'a', 'UBND', 'Xã', '', '', '', '', '', true)
"""


def test_agencies_go_on_answering_for_their_level(empty: Engine) -> None:
    schema.upgrade(empty, "0003")
    with empty.begin() as connection:
        connection.execute(text(AGENCY))
    schema.upgrade(empty)
    with empty.connect() as connection:
        found = connection.execute(text("SELECT front_door, answers_for FROM agencies")).one()
    assert tuple(found) == (None, ["commune_chair"])
