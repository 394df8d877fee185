"""A transaction is kept whole or not at all."""

from traceback import format_exception

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from services.dossiers.models import Counter
from services.resources import Resources
from storage.database import Database
from tests.service import free_port


class ChangedMind(Exception):
    """The transaction is given up."""


def kept(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Counter)) or 0


def write_and_give_up(resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.add(Counter(scope="one", last=1))
        session.flush()
        raise ChangedMind


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("SELECT missing FROM counters WHERE scope = :said", "missing"),
        ("INSERT INTO counters (scope, last) VALUES (:said, NULL)", "not-null"),
    ],
)
def test_a_failure_tells_neither_what_was_asked_nor_the_row(
    resources: Resources, statement: str, fault: str
) -> None:
    with pytest.raises(DBAPIError) as failure, resources.database.transaction() as session:
        session.execute(text(statement), {"said": "Giang"})
    told = "".join(format_exception(failure.value))
    assert (fault in told, "'Giang'" in told, "(Giang" in told) == (True, False, False)


def test_transaction_is_kept_at_its_end(resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.add(Counter(scope="one", last=1))
    assert kept(resources) == 1


def test_transaction_that_raises_leaves_nothing(resources: Resources) -> None:
    with pytest.raises(ChangedMind):
        write_and_give_up(resources)
    assert kept(resources) == 0


def test_row_can_be_read_after_the_commit(resources: Resources) -> None:
    with resources.database.transaction() as session:
        row = Counter(scope="one", last=1)
        session.add(row)
    assert row.last == 1


def test_connection_that_died_is_replaced(resources: Resources) -> None:
    resources.database.ping()
    with resources.database.engine.connect() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND usename = current_user"
            )
        )
    resources.database.ping()


def test_statement_that_takes_too_long_is_ended(resources: Resources) -> None:
    with resources.database.transaction() as session:
        assert session.scalar(text("SHOW statement_timeout")) == "15s"


def test_database_that_is_away_is_told_so() -> None:
    away = Database(f"postgresql+psycopg://nobody@127.0.0.1:{free_port()}/none")
    with pytest.raises(OperationalError):
        away.ping()
