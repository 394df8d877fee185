"""The chain holds every entry once, however many write and whoever dies."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select, text

from services.audit import chainer, trail
from services.audit.chain import extend
from services.audit.models import AuditEntry, AuditLink
from services.audit.trail import SERVICE_ITSELF, Note
from services.audit.verify import verify
from services.resources import Resources
from storage.database import Database
from storage.scope import SERVICE
from tests.filing import NOW
from tests.service import ROOT, wait_until

WRITERS = 8
EACH = 60
# A chainer that takes small batches, so that it dies in the midst of its work.
CHAINER = """
import sys
from services.audit.chain import extend
from storage.database import Database
from storage.scope import SERVICE
database = Database(sys.argv[1], scope=SERVICE)
print("up", flush=True)
while True:
    extend(database, most=7)
"""


def write(database: Database, count: int = 1) -> None:
    for number in range(count):
        note = Note("dossier.read", SERVICE_ITSELF, ("dossier", f"N-{number}"))
        trail.enter_apart(database, note, now=NOW)


def chained(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(AuditLink)) or 0


def faults(resources: Resources) -> list[str]:
    with resources.database.transaction() as session:
        return verify(session, iter(())).faults


def test_what_waits_is_chained_in_its_order(resources: Resources) -> None:
    write(resources.database, 3)
    extend(resources.database)
    with resources.database.transaction() as session:
        places = session.execute(select(AuditLink.seq, AuditLink.entry_id)).all()
    assert places == [(1, 1), (2, 2), (3, 3)]


def test_nothing_to_chain_is_no_work(resources: Resources) -> None:
    assert extend(resources.database) == 0


def test_a_batch_goes_on_where_the_last_one_ended(resources: Resources) -> None:
    write(resources.database, 5)
    while extend(resources.database, most=2):
        pass
    assert (chained(resources), faults(resources)) == (5, [])


def test_a_second_chainer_leaves_the_work_to_the_first(resources: Resources) -> None:
    write(resources.database)
    with resources.database.transaction() as session:
        session.execute(text("SELECT pg_advisory_xact_lock(7236002)"))
        assert extend(resources.database) == 0


def test_eight_writers_and_a_chainer_leave_one_whole_chain(resources: Resources) -> None:
    stop = threading.Event()
    database = Database(resources.settings.database_url, scope=SERVICE, pool_size=WRITERS)
    thread = chainer.start(database, stop)
    with ThreadPoolExecutor(WRITERS) as threads:
        list(threads.map(lambda _: write(database, EACH), range(WRITERS)))
    wait_until(lambda: chained(resources) == WRITERS * EACH)
    stop.set()
    thread.join()
    database.dispose()
    assert faults(resources) == []


def test_a_chainer_that_is_killed_loses_nothing(resources: Resources) -> None:
    for _ in range(3):
        write(resources.database, EACH)
        kill_at_work(resources)
    with resources.database.transaction() as session:
        entered = session.scalar(select(func.count()).select_from(AuditEntry))
    wait_until(lambda: chain_a_batch(resources) == entered)
    assert faults(resources) == []


def chain_a_batch(resources: Resources) -> int:
    """Chain if nobody else does: the lock of a killed chainer may outlive it a moment."""
    extend(resources.database)
    return chained(resources)


def kill_at_work(resources: Resources) -> None:
    before = chained(resources)
    command = [sys.executable, "-c", CHAINER, resources.settings.database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        wait_until(lambda: chained(resources) > before)
        os.kill(process.pid, signal.SIGKILL)
