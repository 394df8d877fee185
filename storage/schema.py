"""Bring the database to a version of the schema, one process at a time."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, func, select, text

from storage import grants
from storage.scope import SERVICE, SETTING

Step = Callable[[Config, str], None]
MIGRATIONS = Path(__file__).with_name("migrations")
# Any constant will do: it only has to be the same in every process that migrates.
MIGRATION_LOCK = 7_236_001


def configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def prepare(owner_url: str, *, role: str) -> None:
    """Bring the database to the newest schema as its owner, and let the service's role work."""
    engine = create_engine(owner_url)
    try:
        upgrade(engine)
        with engine.begin() as connection:
            grants.grant(connection, role)
    finally:
        engine.dispose()


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run what is missing up to `revision`; a second process waits and finds nothing to do."""
    _run(engine, command.upgrade, revision)


def downgrade(engine: Engine, revision: str) -> None:
    _run(engine, command.downgrade, revision)


def _run(engine: Engine, step: Step, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
        # The owner too is held to the policies: a revision works on the rows of all agencies.
        connection.execute(select(func.set_config(SETTING, SERVICE.value, True)))  # noqa: FBT003 - of PostgreSQL
        step(configuration(connection), revision)
