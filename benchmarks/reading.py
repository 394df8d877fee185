"""What opening an approved identity costs: the whole page, beside the bare page of the dossier.

Run: python -m benchmarks.reading
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from statistics import median, quantiles
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from benchmarks import filings
from benchmarks.sealing import unlocked
from benchmarks.stage import Stage, stage
from services.access_requests import asking
from services.access_requests.parts import Part
from services.access_requests.wishes import Typed
from services.accounts import agents, sessions
from services.accounts.models import Officer
from services.agencies import directory
from services.custody import demo
from services.dossiers.models import Dossier
from services.dossiers.submission import Desk, Filing, submit
from services.identity import store
from services.identity.purposes import FILES, FROZEN
from services.resources import Resources
from services.web.application import create_application
from services.web.signed_in import SIGNED_IN
from storage.scope import of_agency

# Fewer than the custodian opens in a minute.
ROUNDS = 25
DECIDER = "pdp.tam"
Row = tuple[str, str, str]


AGENT = "benchmark"


def rows(place: Stage) -> Iterator[Row]:
    resources = place.resources
    with resources.database.transaction() as session:
        demo.load(session, now=datetime.now(UTC))
    unlocked(place)
    dossiers = [_sealed(resources, signature) for signature in filings.taken(resources, ROUNDS)]
    browser = _signed_in(resources)
    bare, opened = [], []
    for dossier in dossiers:
        page = f"/can-bo/ho-so/{dossier.number}"
        request_id = _asked(resources, dossier)
        bare.append(_timed(browser, page))
        opened.append(_timed(browser, f"{page}/danh-tinh/{request_id}"))
    yield "page of a sealed dossier, bare", _figure(bare), ""
    ratio = median(opened) / median(bare)
    yield "page of an opened identity", _figure(opened), f"{ratio:.2f}x the bare page; aim < 300 ms"


def _sealed(resources: Resources, signature: object) -> Dossier:
    """File a dossier and seal what names its person."""
    now = datetime.now(UTC)
    raw = {**filings.answers(resources), "signature": str(signature)}
    procedure = resources.catalogue.get(filings.PROCEDURE, now.date())
    workflow = resources.catalogue.workflow(procedure.workflow)
    desk = Desk(resources.access_codes, resources.settings.number_pattern)
    with resources.database.transaction() as session:
        agency = directory.get(session, filings.AGENCY)
        filing = Filing(procedure, workflow, agency, raw, str(signature), "web")
        done = submit(session, desk, filing, now=now)
        values: dict[str, Any] = {FROZEN: done.dossier.frozen["sections"], FILES: {}}
        code_key = resources.access_codes.key(done.access_code)
        store.seal_dossier(session, done.dossier.id, agency.id, code_key, values, now=now)
    return done.dossier


def _asked(resources: Resources, dossier: Dossier) -> int:
    typed = Typed("đo thời gian mở một hồ sơ", tuple(Part))
    with resources.database.transaction(of_agency(dossier.agency_id)) as session:
        decider = session.scalars(select(Officer).where(Officer.username == DECIDER)).one()
        kept = session.get_one(Dossier, dossier.id)
        lasts = timedelta(minutes=30)
        asked = asking.ask(session, decider, kept, typed, now=datetime.now(UTC), lasts=lasts)
    return asked.id


def _signed_in(resources: Resources) -> FlaskClient:
    browser = create_application(resources).test_client()
    with resources.database.transaction() as session:
        decider = session.scalars(select(Officer).where(Officer.username == DECIDER)).one()
        known = sessions.Browser(agents.mark(AGENT))
        token = sessions.begin(session, decider, now=datetime.now(UTC), browser=known)
    browser.environ_base["HTTP_USER_AGENT"] = AGENT
    with browser.session_transaction() as kept:
        kept[SIGNED_IN] = token
    return browser


def _timed(browser: FlaskClient, page: str) -> float:
    started = time.perf_counter()
    answer = browser.get(page)
    took = time.perf_counter() - started
    assert answer.status_code == HTTPStatus.OK, page
    return took


def _figure(seconds: list[float]) -> str:
    p95 = quantiles(seconds, n=20)[-1]
    return f"p50 {1000 * median(seconds):6.2f} ms   p95 {1000 * p95:6.2f} ms"


if __name__ == "__main__":
    with stage() as opened_stage:
        for what, figure, ratio in rows(opened_stage):
            print(f"{what:32} {figure:40} {ratio}")
