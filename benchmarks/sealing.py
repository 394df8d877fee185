"""What protecting an identity costs: sealing at the filing, and opening on an approved request.

A filing is measured as a whole request of the API in this process, set as the web is, in
processor time: what else the machine does then matters little.

Run: python -m benchmarks.sealing [rounds]
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks import filings
from benchmarks.stage import PATIENCE, Stage, stage
from forms import examples
from forms.catalogue import Catalogue
from forms.procedure import Procedure, Section
from services.accounts.models import Officer
from services.agencies import directory
from services.cli.web import settle_collector
from services.custody import demo, keys, requests, vault
from services.custody.client import Custodian, Proof
from services.custody.refusals import CustodianAway
from services.custody.requests import Decision, Wish
from services.files import seals
from services.files.models import Purpose, StoredFile
from services.identity import purposes, store
from services.identity.files import Owner
from services.identity.models import SealedKey
from services.identity.secrets import owner_of_attempt
from services.resources import Resources
from services.web.api import attempts
from services.web.application import create_application

ROUNDS = 300
WARMING = 10
# Fewer than the custodian allows in a minute.
OPENINGS = 25
REQUESTER, APPROVER = "pdp.hoa", "pdp.tam"
PROVINCE = "TTT.TN"
PROCEDURE = "2.002396"
# The same questions under another code, in a procedure that protects nobody.
TWIN = "bare"
Row = tuple[str, str, str]


@dataclass(frozen=True)
class Cost:
    """What one request took: processor time of the service, and time until the answer."""

    busy: float
    waited: float


def rows(place: Stage, rounds: int = ROUNDS) -> Iterator[Row]:
    resources = place.resources
    with resources.database.transaction() as session:
        demo.load(session, now=datetime.now(UTC))
    plain, sealed = _submissions(resources, rounds)
    yield "submission, bare", _cost(plain), ""
    more = 100 * (median(one.busy for one in sealed) / median(one.busy for one in plain) - 1)
    yield "submission, identity sealed", _cost(sealed), f"{more:+.0f} % CPU, aim < 15 %"
    openings = _openings(resources, unlocked(place))
    yield "opening an approved identity", _figure(openings), "aim < 300 ms"


def _submissions(resources: Resources, rounds: int) -> tuple[list[Cost], list[Cost]]:
    """Take turns, so that both meet whatever else the machine does."""
    sealed = resources.catalogue.get(PROCEDURE, datetime.now(UTC).date())
    sections = tuple(map(_without_identity, sealed.sections))
    bare = replace(sealed, code=TWIN, slug=TWIN, sections=sections)
    resources.catalogue = Catalogue((sealed, bare), resources.catalogue.workflows)
    client = create_application(resources).test_client()
    settle_collector()
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for number in range(2 * (rounds + WARMING)):
        cost = _submitted(resources, client, (bare, sealed)[number % 2], number)
        costs[number % 2].append(cost)
    return costs[0][WARMING:], costs[1][WARMING:]


def _without_identity(section: Section) -> Section:
    """Ask the same as the real procedure, and protect nobody."""
    fields = tuple(replace(field, identity=False) for field in section.fields)
    return replace(section, fields=fields)


def _submitted(
    resources: Resources, client: FlaskClient, procedure: Procedure, number: int
) -> Cost:
    """Hand in every answer of the examples, four files with them, as a program does."""
    key = str(uuid4())
    seal = owner_of_attempt(attempts.of_key(key)) if procedure.is_sealed else None
    with resources.database.transaction() as session:
        answers = _with_files(resources, session, examples.answers(procedure), seal)
    filing = {"procedure": procedure.code, "agency": filings.AGENCY, "answers": answers}
    headers = {attempts.HEADER: key, "X-Forwarded-For": f"10.0.{number >> 8}.{number & 255}"}
    busy, waited = time.thread_time(), time.perf_counter()
    response = client.post("/api/v1/dossiers", json=filing, headers=headers)
    cost = Cost(time.thread_time() - busy, time.perf_counter() - waited)
    assert response.status_code == HTTPStatus.CREATED, response.text
    return cost


def _with_files(resources: Resources, session: Session, value: Any, seal: Owner | None) -> Any:
    if isinstance(value, dict):
        return {key: _with_files(resources, session, one, seal) for key, one in value.items()}
    if isinstance(value, list):
        return [_with_files(resources, session, one, seal) for one in value]
    is_file = isinstance(value, str) and value.startswith("file-")
    return str(_taken(resources, session, seal).id) if is_file else value


def _taken(resources: Resources, session: Session, seal: Owner | None) -> StoredFile:
    """Note a file as uploaded; how long that takes is not asked here."""
    stored = StoredFile(
        id=uuid4(),
        purpose=Purpose.ANSWER,
        name="don-da-ky.pdf",
        content_type="application/pdf",
        size=1,
        sha256=bytes(32),
        uploaded_at=datetime.now(UTC),
    )
    if seal:
        seals.put(resources.objects, stored, BytesIO(b"%"), seal)
    session.add(stored)
    return stored


def unlocked(place: Stage) -> Custodian:
    """Start the custodian and unlock the key of the province."""
    place.start("services.cli", "custodian")
    custodian = place.resources.custodian
    _wait_for(custodian)
    with place.resources.database.transaction() as session:
        key = keys.of_agency(session, directory.get(session, PROVINCE).id)[0]
        holders = [share.holder_id for share in key.shares]
    for holder in holders[: key.threshold]:
        custodian.give(key.id, vault.Purpose.UNLOCK, holder, Proof(passphrase=demo.PASSPHRASE))
    return custodian


def _wait_for(custodian: Custodian) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            custodian.status()
        except CustodianAway:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("custodian")


def _openings(resources: Resources, custodian: Custodian) -> list[float]:
    with resources.database.transaction() as session:
        dossiers = session.scalars(select(SealedKey.dossier_id).limit(OPENINGS)).all()
    return [_opened(resources, custodian, dossier_id) for dossier_id in dossiers]


def _opened(resources: Resources, custodian: Custodian, dossier_id: int) -> float:
    """Measure from the approved request to the content in clear."""
    now = datetime.now(UTC)
    with resources.database.transaction() as session:
        asker, approver = (_officer(session, name) for name in (REQUESTER, APPROVER))
        request = requests.ask(
            session, Wish(dossier_id, asker, "measuring", [purposes.ANSWERS]), now=now
        )
        requests.approve(session, Decision(request.id, approver), now=now)
    started = time.perf_counter()
    opened = custodian.open(request.id, dossier_id, by=asker)
    with resources.database.transaction() as session:
        store.open_with_key(session, dossier_id, opened.data_key, opened.scope)
    return time.perf_counter() - started


def _officer(session: Session, username: str) -> int:
    return session.scalars(select(Officer.id).where(Officer.username == username)).one()


def _cost(costs: list[Cost]) -> str:
    busy = median(one.busy for one in costs)
    return f"{1000 * busy:5.1f} ms CPU   {_figure([one.waited for one in costs])}"


def _figure(seconds: list[float]) -> str:
    p95 = quantiles(seconds, n=20)[-1]
    return f"p50 {1000 * median(seconds):6.2f} ms   p95 {1000 * p95:6.2f} ms"


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    with stage() as opened_stage:
        for what, figure, ratio in rows(opened_stage, *given):
            print(f"{what:32} {figure:40} {ratio}")
