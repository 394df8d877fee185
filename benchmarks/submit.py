"""How fast a full complaint is filed over HTTP, beside a bare view that writes the same rows.

Run: python -m benchmarks.submit [rounds] [seconds]
"""

import json
import sys
from collections.abc import Iterator
from statistics import median
from typing import Any

from sqlalchemy import select

from benchmarks import filings
from benchmarks.load import Measured, measure, together
from benchmarks.stage import Stage, stage
from services.dossiers.models import Dossier

ROUNDS = 7
SECONDS = 3.0
CLIENTS = (4, 16)
MOST_A_SECOND = 1500
COPIED = (
    "agency_id",
    "procedure_code",
    "procedure_version",
    "state",
    "channel",
    "answers",
    "frozen",
    "applicant_name",
    "subject",
    "search_text",
    "due_rule",
)
Row = tuple[str, str, str]


def rows(place: Stage, rounds: int = ROUNDS, seconds: float = SECONDS) -> list[Row]:
    """Return (what, figure, what it compares to) for the table."""
    place.start_web()
    _, bare_port = place.start_bare()
    measure(list(filings.requests(place.resources, 60)), place.port, clients=4, seconds=1)
    model = _model(place)
    measure(list(_bare(place, model, 60)), bare_port, clients=4, seconds=1)
    table: list[Row] = []
    for clients in CLIENTS:
        ours: list[Measured] = []
        bare: list[Measured] = []
        count = int(MOST_A_SECOND * seconds)
        for _ in range(rounds):
            sent = list(_bare(place, model, count))
            bare.append(measure(sent, bare_port, clients=clients, seconds=seconds))
            sent = list(filings.requests(place.resources, count))
            ours.append(measure(sent, place.port, clients=clients, seconds=seconds))
        table += _told(clients, ours, bare)
    return table


def _told(clients: int, ours: list[Measured], bare: list[Measured]) -> list[Row]:
    rates = [median(one.rate for one in measured) for measured in (ours, bare)]
    # Each round against the one before it: whatever else the machine does then, both met it.
    share = median(one.rate / other.rate for one, other in zip(ours, bare, strict=True))
    return [
        (f"submit, {clients} clients", _figure(rates[0], ours), f"{100 * share:.0f} % of bare"),
        (f"  bare view, {clients} clients", _figure(rates[1], bare), ""),
    ]


def _figure(rate: float, rounds: list[Measured]) -> str:
    all_of_them = together(rounds)
    p50, p99 = (1000 * all_of_them.percentile(percent) for percent in (50, 99))
    return f"{rate:6.0f}/s   p50 {p50:5.1f} ms   p99 {p99:5.1f} ms   {all_of_them.errors} errors"


def _model(place: Stage) -> dict[str, Any]:
    """Take the row of a dossier that was filed, for the bare view to write."""
    with place.resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier).limit(1)).one()
        return {name: getattr(dossier, name) for name in COPIED}


def _bare(place: Stage, model: dict[str, Any], count: int) -> Iterator[bytes]:
    for signature in filings.taken(place.resources, count):
        answers = {**model["answers"], "signature": str(signature)}
        content = json.dumps({"row": {**model, "answers": answers}}).encode()
        yield filings.request("/dossiers", content)


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    with stage() as opened:
        for what, figure, ratio in rows(opened, *given):
            print(f"{what:28} {figure:58} {ratio}")
