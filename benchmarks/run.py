"""All benchmarks, one table: every figure beside its bare equivalent of the same run.

Run: ./motcua bench [NAME]..., each a key of `BENCHMARKS`
"""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from benchmarks import audit, end_to_end, forms, inbox, memory, reading, receipt, sealing, submit
from benchmarks.stage import stage

Row = tuple[str, str, str]
WHAT = 38
FIGURE = 56


def submitting() -> Iterable[Row]:
    with stage() as place:
        return submit.rows(place)


def receipts() -> Iterable[Row]:
    return [(name, f"{cost:8.1f} ms CPU", ratio) for name, cost, ratio in receipt.rows()]


def waiting() -> Iterable[Row]:
    with stage() as place:
        place.start_web()
        return end_to_end.rows(place)


def remembering() -> Iterable[Row]:
    with stage() as place:
        return memory.rows(memory.after_work(place))


def auditing() -> Iterable[Row]:
    with stage() as place:
        return audit.rows(place)


def listing() -> Iterable[Row]:
    with stage() as place:
        return list(inbox.rows(place, inbox.DOSSIERS))


def asking() -> Iterable[Row]:
    return [(name, f"{cost:8.1f} ms CPU", limit) for name, cost, limit in forms.rows()]


def protecting() -> Iterable[Row]:
    with stage() as place:
        return list(sealing.rows(place))


def opening() -> Iterable[Row]:
    with stage() as place:
        return list(reading.rows(place))


BENCHMARKS: dict[str, Callable[[], Iterable[Row]]] = {
    "submit": submitting,
    "receipt": receipts,
    "end-to-end": waiting,
    "memory": remembering,
    "inbox": listing,
    "forms": asking,
    "sealing": protecting,
    "reading": opening,
    "audit": auditing,
}


def main(*names: str) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"No benchmark is called {unknown[0]}. There are: {', '.join(BENCHMARKS)}.")
        return 2
    busy, cores = os.getloadavg()[0], os.cpu_count()
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {cores} cores, load before: {busy:.1f}")
    for name in names or BENCHMARKS:
        for what, figure, ratio in BENCHMARKS[name]():
            print(f"{what:{WHAT}} {figure:{FIGURE}} {ratio}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
