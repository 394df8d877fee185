"""How long an officer waits for a page of the inbox when the service holds a million dossiers.

One agency owns two thirds of them, a tenth is open; each is found by some eighty words.
A figure is the whole work of one page: its rows and their count. Aim: p95 below 50 ms.
Run: python -m benchmarks.inbox [dossiers]
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from statistics import quantiles

from sqlalchemy import create_engine, func, make_url, select, text
from sqlalchemy.orm import Session

from benchmarks.stage import Stage, stage
from services.demo import load as demo_data
from services.dossiers import inbox
from services.dossiers.filters import Cursor, Filters, Order, Scope
from services.dossiers.models import Dossier
from services.models import METADATA
from storage import schema
from storage.database import Database
from storage.scope import SERVICE, of_agency

DOSSIERS = 1_000_000
ROUNDS = 40
TODAY = date(2026, 11, 20)
AGENCY = 1
NAME = "motcua_inbox"
FAMILY = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly"
MIDDLE = "van thi duc huu ngoc minh thanh quang xuan thu hong kim anh dinh cong"
GIVEN = "an binh chi dung giang ha hai hanh hoa hung huong khanh lan linh long mai nam nga phuong"
MATTER = (
    "khieu nai quyet dinh thu hoi dat boi thuong giai phong mat bang cap giay chung nhan quyen su "
    "dung xu phat vi pham hanh chinh trat tu xay dung ho so thua dat tranh chap ranh gioi tai dinh "
    "cu muc gia don gia nguon goc gia dinh su dung on dinh tu nam dien tich thuc te uy ban nhan dan"
)
# A word at random; simple enough to be written into the statement that calls it.
PICK = """
CREATE FUNCTION pg_temp.pick(words text[]) RETURNS text LANGUAGE sql VOLATILE AS
$$ SELECT words[1 + floor(random() * cardinality(words))::int] $$
"""
FILL = """
INSERT INTO dossiers (number, agency_id, procedure_code, procedure_version, state, revision,
    attempt_hash, request_hash, access_code_hash, channel, answers, frozen, applicant_name, subject,
    search_text, submitted_at, changed_at, received_at, due_on, due_rule, closed_at)
SELECT number, agency, procedure, 1, CASE WHEN is_open THEN open_state ELSE closed_state END, 1,
    decode(md5(n::text), 'hex'), '', '', 'web', '{}', '{}', name, subject,
    concat_ws(' ', 'agency:' || agency, translate(lower(number), '.-', '  '), name, subject, more),
    filed, filed, filed, filed::date + 9, 'acceptance',
    CASE WHEN is_open THEN NULL ELSE filed + interval '7 days' END
FROM (
    SELECT n, filed, CASE WHEN n % 3 < 2 THEN 1 ELSE 4 END AS agency,
        format('XA.%s-%s-%s', lpad((n % 3321)::text, 5, '0'), to_char(filed, 'YYMMDD'),
            lpad(n::text, 7, '0')) AS number,
        (ARRAY['2.002409', '2.002409', '2.002407', 'KNPA'])[1 + n % 4] AS procedure,
        random() < CASE WHEN filed > DATE '2026-09-01' THEN 0.9 ELSE 0.08 END AS is_open,
        pg_temp.pick('{submitted,received,received,supplement_requested}') AS open_state,
        pg_temp.pick('{finished,finished,refused,withdrawn}') AS closed_state,
        concat_ws(' ', pg_temp.pick(family), pg_temp.pick(middle), pg_temp.pick(given)) AS name,
        array_to_string(
            ARRAY(SELECT pg_temp.pick(matter) FROM generate_series(1, 12 + n % 2)), ' ') AS subject,
        array_to_string(
            ARRAY(SELECT pg_temp.pick(matter) FROM generate_series(1, 60 + n % 2)), ' ') AS more
    FROM (SELECT n, TIMESTAMPTZ '2017-01-01' + n * (interval '3610 days' / :count) AS filed
          FROM generate_series(1, :count) AS n) AS days,
        (SELECT string_to_array(:family, ' ') AS family, string_to_array(:middle, ' ') AS middle,
            string_to_array(:given, ' ') AS given, string_to_array(:matter, ' ') AS matter) AS words
) AS dossier
"""
Row = tuple[str, str, str]
Ask = Callable[[Session], object]


def rows(place: Stage, dossiers: int = DOSSIERS) -> list[Row]:
    """Return (what, figure, what it compares to) for the table."""
    with filled(place, dossiers) as database:
        return [_told(name, _timed(database, ask)) for name, ask in _questions(database).items()]


@contextmanager
def filled(place: Stage, dossiers: int) -> Iterator[Database]:
    """Make a database of its own, so that the other measures keep theirs empty."""
    settings = place.resources.settings
    owner_url = make_url(settings.owner_url)
    owner = create_engine(owner_url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {NAME}"))
    filling, asking = (
        make_url(url).set(database=NAME).render_as_string(hide_password=False)
        for url in (settings.owner_url, settings.database_url)
    )
    schema.prepare(filling, role=settings.role)
    keeper, database = Database(filling, scope=SERVICE), Database(asking, scope=of_agency(AGENCY))
    try:
        _fill(keeper, dossiers)
        yield database
    finally:
        database.dispose()
        keeper.dispose()
        with owner.connect() as connection:
            connection.execute(text(f"DROP DATABASE {NAME}"))
        owner.dispose()


def _fill(database: Database, dossiers: int) -> None:
    """Write the rows, and make the indexes after them: the fill is not what is measured."""
    with database.transaction() as session:
        demo_data.load(session)
    indexes = list(METADATA.tables["dossiers"].indexes)
    words = {"family": FAMILY, "middle": MIDDLE, "given": GIVEN, "matter": MATTER}
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
        connection.execute(text("SELECT setseed(0.5)"))
        for index in indexes:
            index.drop(connection)
        connection.execute(text(PICK))
        connection.execute(text(FILL), {**words, "count": dossiers})
        for index in indexes:
            index.create(connection)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SET statement_timeout = 0"))
        connection.execute(text("VACUUM ANALYZE dossiers"))


def _questions(database: Database) -> dict[str, Ask]:
    """Name what officers ask for: the plain lists, then the searches."""
    middle, last = _places(database)
    rare = "supplement_requested_before_receipt"
    lists: dict[str, tuple[Filters, Cursor | None]] = {
        "open, first page": (Filters(), None),
        "open, middle": (Filters(), middle),
        "open, last page": (Filters(), last),
        "late": (Filters(Scope.LATE), None),
        "open, newest": (Filters(order=Order.NEWEST), None),
        "closed": (Filters(Scope.CLOSED), None),
        "all": (Filters(Scope.ALL), None),
        "one state": (Filters(state="supplement_requested"), None),
        "one state, newest": (Filters(state="supplement_requested", order=Order.NEWEST), None),
        "a state nobody is in": (Filters(state=rare), None),
        "all in a state nobody is in": (Filters(Scope.ALL, rare), None),
        "one procedure": (Filters(procedure_code="KNPA"), None),
        "a procedure never filed": (Filters(Scope.ALL, procedure_code="2.999999"), None),
    }
    asked = {name: _listed(filters, cursor) for name, (filters, cursor) in lists.items()}
    return asked | _searches(random.Random(7))


def _searches(chance: random.Random) -> dict[str, Ask]:
    def name() -> str:
        return " ".join(chance.choice(part.split()) for part in (FAMILY, MIDDLE, GIVEN))

    return {
        "search: a name": _searched(name),
        "search: a name, all": _searched(name, Scope.ALL),
        "search: end of a number": _searched(lambda: f"{chance.randrange(DOSSIERS):07}", Scope.ALL),
        "search: a common word": _searched(lambda: chance.choice(MATTER.split())),
        "search: a family name, all": _searched(lambda: chance.choice(FAMILY.split()), Scope.ALL),
        "search: nothing such": _searched(lambda: "khong co gi nhu vay", Scope.ALL),
        "search: nothing short": _searched(lambda: "zx", Scope.ALL),
    }


def _listed(filters: Filters, cursor: Cursor | None) -> Ask:
    return lambda session: inbox.page(session, AGENCY, filters, today=TODAY, cursor=cursor)


def _searched(word: Callable[[], str], scope: Scope = Scope.OPEN) -> Ask:
    return lambda session: inbox.page(session, AGENCY, Filters(scope, search=word()), today=TODAY)


def _places(database: Database) -> tuple[Cursor, Cursor]:
    """Find the middle and the end of the open dossiers."""
    mine = Dossier.agency_id == AGENCY, Dossier.closed_at.is_(None)
    with database.transaction() as session:
        count = session.scalar(select(func.count()).select_from(Dossier).where(*mine)) or 0
        ordered = select(Dossier.due_on, Dossier.id).where(*mine)
        ordered = ordered.order_by(Dossier.due_on, Dossier.id)
        middle = session.execute(ordered.offset(count // 2).limit(1)).one()
        last = session.execute(ordered.offset(max(0, count - inbox.PAGE)).limit(1)).one()
    return Cursor(*middle), Cursor(*last)


def _timed(database: Database, ask: Ask) -> list[float]:
    """Ask again and again, each time in a transaction of its own; give milliseconds."""
    times = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        with database.transaction() as session:
            ask(session)
        times.append(1000 * (time.perf_counter() - began))
    return times[1:]  # The first is cold.


def _told(name: str, times: list[float]) -> Row:
    cuts = quantiles(times, n=20)
    return f"inbox: {name}", f"{cuts[9]:7.1f} ms p50", f"{cuts[18]:7.1f} ms p95"


if __name__ == "__main__":
    with stage() as place:
        for what, figure, other in rows(place, int(sys.argv[1]) if sys.argv[1:] else DOSSIERS):
            print(f"{what:38} {figure} {other}")
