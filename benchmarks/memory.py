"""How much memory the service takes: web, worker and relay as deployed, after work was done.

Proportional set size: what processes share is counted once. The bare equivalent of the web is the
bare view of the same benchmarks under the same server.
Run: python -m benchmarks.memory
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import deployed
from benchmarks.end_to_end import Person
from benchmarks.stage import Stage, stage

PROC = Path("/proc")
KIB = 1024
FILINGS = 5
Row = tuple[str, str, str]


def rows(processes: Mapping[str, int]) -> list[Row]:
    """Return (what, figure, what it compares to) for the table; give process ids by name."""
    sizes = {name: sum(map(proportional, family(pid))) / KIB for name, pid in processes.items()}
    bare = sizes.pop("bare web")
    table = [(f"memory, {name}", f"{size:6.0f} MiB", "") for name, size in sizes.items()]
    table[0] = (*table[0][:2], f"{sizes['web'] / bare:.1f} x bare")
    whole = sum(sizes.values())
    return [
        *table,
        ("  bare web", f"{bare:6.0f} MiB", ""),
        ("memory, the whole service", f"{whole:6.0f} MiB", "aim: below 400"),
    ]


def family(pid: int) -> Iterator[int]:
    """Give a process and all that it started."""
    yield pid
    for task in (PROC / str(pid) / "task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def proportional(pid: int) -> int:
    """Read the proportional set size in KiB."""
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def after_work(place: Stage) -> dict[str, int]:
    """Start everything, let it work, and tell which processes to look at."""
    folder = place.stack.enter_context(TemporaryDirectory(prefix="motcua-bench-"))
    place.environment.update(deployed.environment(Path(folder)))
    bare, _ = place.start_bare()
    processes = {
        "web": place.start_web(),
        "worker": place.start("services.cli", "worker"),
        "relay": place.start("services.cli", "relay"),
        "bare web": bare,
    }
    for number in range(FILINGS):
        Person(place, number).file()
    return processes


if __name__ == "__main__":
    with stage() as opened:
        for what, figure, ratio in rows(after_work(opened)):
            print(f"{what:28} {figure:58} {ratio}")
