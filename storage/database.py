"""The one way to the database: a transaction that the edge opens and closes."""

from collections.abc import Iterator
from contextlib import contextmanager

import orjson
from sqlalchemy import Engine, ExceptionContext, create_engine, event, func, select, text
from sqlalchemy.orm import Session, sessionmaker

from storage.scope import NOBODY, SETTING, Scope, narrowed

ROW = "\nDETAIL:"
LIMITS = "-c statement_timeout=15000 -c lock_timeout=8000"


class Database:
    """A pool of connections and the sessions made from it.

    Use cases take a session; only views, jobs and commands open one. Rows stay readable after
    the commit (`expire_on_commit=False`), which halves the cost of a write.

    scope: which rows a transaction sees when neither it nor the request asks for less; without
        one, nothing of any agency
    """

    def __init__(self, url: str, *, scope: Scope = NOBODY, pool_size: int = 4) -> None:
        self._scope = scope
        self.engine: Engine = create_engine(
            url,
            pool_size=pool_size,
            max_overflow=4,
            pool_pre_ping=True,
            # A failure is logged with its statement; what was asked and kept may name people.
            hide_parameters=True,
            json_serializer=_json,
            # The usual scope belongs to the connection: it costs a transaction nothing.
            connect_args={
                "connect_timeout": 5,
                "options": f"{LIMITS} -c {SETTING}={scope.value}",
            },
        )
        event.listen(self.engine, "handle_error", _without_row)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self, scope: Scope | None = None) -> Iterator[Session]:
        """Commit at the end of the block, roll back if it raises."""
        wanted = scope or narrowed() or self._scope
        with self._sessions.begin() as session:
            if wanted != self._scope:
                # For this transaction only; the next one on the connection starts anew.
                asked = {SETTING: wanted.value, "role": wanted.role}
                session.execute(select(*(func.set_config(*pair, True) for pair in asked.items())))  # noqa: FBT003 - of PostgreSQL
            yield session

    def ping(self) -> None:
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def dispose(self) -> None:
        self.engine.dispose()


def _json(value: object) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()


def _without_row(failure: ExceptionContext) -> None:
    """Cut off the row that PostgreSQL tells with a failure: it would be logged as well."""
    for error in (failure.original_exception, failure.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(str(told).partition(ROW)[0] for told in error.args)
