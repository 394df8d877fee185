"""What protecting an identity costs: sealing at the filing, and opening on an approved request.

Run: python -m benchmarks.sealing [rounds]
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks import filings
from benchmarks.stage import PATIENCE, Stage, stage
from services.accounts.models import Officer
from services.agencies import directory
from services.custody import demo, keys, requests
from services.custody.client import Custodian, Proof
from services.custody.refusals import CustodianAway
from services.custody.requests import Decision, Wish
from services.custody.vault import Purpose
from services.dossiers.submission import Desk, Filing, submit
from services.identity import store
from services.identity.models import SealedKey
from services.resources import Resources

ROUNDS = 300
# Fewer than the custodian allows in a minute.
OPENINGS = 25
REQUESTER, APPROVER = "pdp.hoa", "pdp.tam"
PROVINCE = "TTT.TN"
Row = tuple[str, str, str]


def rows(place: Stage, rounds: int = ROUNDS) -> Iterator[Row]:
    resources = place.resources
    with resources.database.transaction() as session:
        demo.load(session, now=datetime.now(UTC))
    plain, sealed = _submissions(resources, rounds)
    yield "submission, bare", _figure(plain), ""
    more = 100 * (median(sealed) / median(plain) - 1)
    yield "submission, identity sealed", _figure(sealed), f"{more:+.0f} %"
    openings = _openings(resources, unlocked(place))
    yield "opening an approved identity", _figure(openings), "aim < 300 ms"


def _submissions(resources: Resources, rounds: int) -> tuple[list[float], list[float]]:
    """Take turns, so that both meet whatever else the machine does."""
    given = filings.answers(resources)
    seconds: tuple[list[float], list[float]] = ([], [])
    for number, signature in enumerate(filings.taken(resources, 2 * rounds)):
        raw = {**given, "signature": str(signature)}
        seconds[number % 2].append(_submitted(resources, raw, seal=bool(number % 2)))
    return seconds


def _submitted(resources: Resources, raw: dict[str, Any], *, seal: bool) -> float:
    now = datetime.now(UTC)
    procedure = resources.catalogue.get(filings.PROCEDURE, now.date())
    workflow = resources.catalogue.workflow(procedure.workflow)
    desk = Desk(resources.access_codes, resources.settings.number_pattern)
    started = time.perf_counter()
    with resources.database.transaction() as session:
        agency = directory.get(session, filings.AGENCY)
        filing = Filing(procedure, workflow, agency, raw, str(uuid4()), "web")
        done = submit(session, desk, filing, now=now)
        if seal:
            # More than will be sealed: all answers beside the block that names the person.
            values = {"identity": raw["complainant"], "answers": raw}
            code_key = resources.access_codes.key(done.access_code)
            store.seal_dossier(session, done.dossier.id, agency.id, code_key, values, now=now)
    return time.perf_counter() - started


def unlocked(place: Stage) -> Custodian:
    """Start the custodian and unlock the key of the province."""
    place.start("services.cli", "custodian")
    custodian = place.resources.custodian
    _wait_for(custodian)
    with place.resources.database.transaction() as session:
        key = keys.of_agency(session, directory.get(session, PROVINCE).id)[0]
        holders = [share.holder_id for share in key.shares]
    for holder in holders[: key.threshold]:
        custodian.give(key.id, Purpose.UNLOCK, holder, Proof(passphrase=demo.PASSPHRASE))
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
        request = requests.ask(session, Wish(dossier_id, asker, "measuring", ["identity"]), now=now)
        requests.approve(session, Decision(request.id, approver), now=now)
    started = time.perf_counter()
    opened = custodian.open(request.id, dossier_id, by=asker)
    with resources.database.transaction() as session:
        store.open_with_key(session, dossier_id, opened.data_key, opened.scope)
    return time.perf_counter() - started


def _officer(session: Session, username: str) -> int:
    return session.scalars(select(Officer.id).where(Officer.username == username)).one()


def _figure(seconds: list[float]) -> str:
    p95 = quantiles(seconds, n=20)[-1]
    return f"p50 {1000 * median(seconds):6.2f} ms   p95 {1000 * p95:6.2f} ms"


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    with stage() as opened_stage:
        for what, figure, ratio in rows(opened_stage, *given):
            print(f"{what:32} {figure:40} {ratio}")
