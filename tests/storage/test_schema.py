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
        created_at, updated_at, expires_at)
    SELECT gen_random_uuid(), 'h', '2.002409', 1, agency_id, '{}', 1, :now, :now, :now FROM dossier
    RETURNING id
), paper AS (
    INSERT INTO documents (dossier_id, history_id, kind, size, sha256, issued_at)
    SELECT dossier_id, id, 'receipt', 1, 's', :now FROM entry
), file AS (
    INSERT INTO files (id, draft_id, purpose, name, content_type, size, sha256, uploaded_at)
    SELECT gen_random_uuid(), id, 'answer', 'a.pdf', 'application/pdf', 1, 's', :now FROM draft
), noted AS (
    INSERT INTO audit_entries (at, actor_kind, agency_id, action, outcome)
    VALUES (:now, 'service', 0, 'test', 'done')
), number AS (
    INSERT INTO counters (scope, last) VALUES ('scope', 1)
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
