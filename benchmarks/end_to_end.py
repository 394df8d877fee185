"""How long a person waits for the receipt: from sending the filing until the PDF is downloaded.

Two people file every second over HTTP, each with a drawn signature; web, worker and relay run as
deployed. The bare equivalent files and makes the same paper at once in one warm process, without
HTTP and without a queue.
Run: python -m benchmarks.end_to_end [filings]
"""

import http.client
import json
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from statistics import quantiles
from uuid import uuid4

from PIL import Image
from sqlalchemy import select

from benchmarks import filings
from benchmarks.stage import LOOPBACK, Stage, stage
from services.agencies import directory
from services.dossiers.submission import Desk, Filing, submit
from services.jobs import workshop
from services.jobs.deliver import deliver
from services.outbox.models import OutboxMessage
from services.resources import Resources

FILINGS = 40
A_SECOND = 2
POLL = 0.05
LATER = 1.3
PATIENCE = 30.0
WARM = 4
RECEIPT = "submission_acknowledgement"
Row = tuple[str, str, str]


def rows(place: Stage, count: int = FILINGS) -> list[Row]:
    """Return (what, figure, what it compares to) for the table; needs a stage with a web."""
    workshop.open_with(place.resources)
    bare = [bare_filing(place.resources) for _ in range(WARM + count)][WARM:]
    place.start("services.cli", "relay")
    place.start("services.cli", "worker")
    for _ in range(WARM):
        Person(place).file()
    ours = waited(place, count)
    half, most = _cuts(ours)
    bare_half, bare_most = _cuts(bare)
    told = f"p50 {1000 * half:5.0f} ms   p95 {1000 * most:5.0f} ms   {count - len(ours)} lost"
    return [
        (f"filing to receipt, {A_SECOND}/s", told, f"{half / bare_half:.1f} x bare"),
        (
            "  in one process, no queue",
            f"p50 {1000 * bare_half:5.0f} ms   p95 {1000 * bare_most:5.0f} ms",
            "",
        ),
    ]


def waited(place: Stage, count: int) -> list[float]:
    """File at a steady pace, each person in a thread of their own."""
    times: list[float] = []
    people = []
    for number in range(count):
        person = threading.Thread(target=_note, args=(times, Person(place, number).file))
        person.start()
        people.append(person)
        time.sleep(1 / A_SECOND)
    for person in people:
        person.join()
    return times


class Person:
    """Draws a signature, files, and asks for the receipt until it is there."""

    def __init__(self, place: Stage, number: int = 0) -> None:
        self._place = place
        self._address = f"10.{number % 250}"

    def file(self) -> float:
        given = filings.answers(self._place.resources)
        drawn = json.loads(self._ask("POST", "/api/v1/uploads", _signature(), {})[1])["id"]
        headers = {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex}
        began = time.perf_counter()
        status, told = self._ask("POST", "/api/v1/dossiers", filings.body(given, drawn), headers)
        assert status == HTTPStatus.CREATED, told
        filed = json.loads(told)
        self._wait_for(filed["links"]["receipt"], filed["access_code"])
        return time.perf_counter() - began

    def _wait_for(self, path: str, code: str) -> None:
        end = time.monotonic() + PATIENCE
        polls, pause = 0, POLL
        while time.monotonic() < end:
            # Asked more often than one address may: each time as if from another.
            polls += 1
            asked = {"X-Access-Code": code, "X-Forwarded-For": f"{self._address}.9.{polls % 250}"}
            if self._ask("GET", path, b"", asked)[0] == HTTPStatus.OK:
                return
            # Those who wait long ask less and less often, or the asking would be the load.
            time.sleep(pause)
            pause *= LATER
        raise TimeoutError(path)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        wire = http.client.HTTPConnection(LOOPBACK, self._place.port, timeout=PATIENCE)
        wire.request(method, path, body, {"X-Forwarded-For": f"{self._address}.8.8", **headers})
        answer = wire.getresponse()
        read = answer.status, answer.read()
        wire.close()
        return read


def bare_filing(resources: Resources) -> float:
    """File and make the receipt at once."""
    (signature,) = filings.taken(resources, 1)
    began = time.perf_counter()
    now = datetime.now(UTC)
    procedure = resources.catalogue.get(filings.PROCEDURE, now.date())
    desk = Desk(resources.access_codes, resources.settings.number_pattern)
    with resources.database.transaction() as session:
        filing = Filing(
            procedure=procedure,
            workflow=resources.catalogue.workflow(procedure.workflow),
            agency=directory.get(session, filings.AGENCY),
            raw={**filings.answers(resources), "signature": str(signature)},
            attempt=uuid4().hex,
            channel="api",
        )
        submit(session, desk, filing, now=now)
    with resources.database.transaction() as session:
        newest = session.scalars(
            select(OutboxMessage.id)
            .where(OutboxMessage.argument == RECEIPT)
            .order_by(OutboxMessage.id.desc())
            .limit(1)
        ).one()
    deliver(newest)
    return time.perf_counter() - began


def _note(times: list[float], file: Callable[[], float]) -> None:
    times.append(file())


def _cuts(times: list[float]) -> tuple[float, float]:
    cuts = quantiles(times, n=20)
    return cuts[9], cuts[18]


def _signature() -> bytes:
    drawn = BytesIO()
    Image.new("L", (240, 80), "white").save(drawn, "PNG")
    return drawn.getvalue()


if __name__ == "__main__":
    with stage() as opened:
        opened.start_web()
        for what, figure, ratio in rows(opened, *map(int, sys.argv[1:])):
            print(f"{what:28} {figure:58} {ratio}")
