"""The start of everything: told, watched, stopped as a whole, and never twice at once."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.local import identity
from services.local.address import is_ready
from services.local.processes import ROOT
from tests.local.test_processes import vanished, wait_for
from tests.service import PATIENCE

STAND_IN = str(Path(__file__).with_name("product.py"))
RUN = f"""
import sys
from pathlib import Path
from services.local import supervisor
supervisor.HOME = Path(sys.argv[1])
supervisor.COMMAND = (sys.executable, {STAND_IN!r})
sys.exit(supervisor.run(port=int(sys.argv[2])))
"""
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
ALL = ("postgres", "valkey", "swift", "custodian", "relay", "worker", "web")
Running = subprocess.Popen[str]


def launch(home: Path, port: int) -> Running:
    command = [sys.executable, "-c", RUN, str(home), str(port)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def read_until(running: Running, wanted: str) -> str:
    assert running.stdout
    lines = []
    for line in running.stdout:
        lines.append(line)
        if wanted in line:
            break
    return "".join(lines)


def port_in(text: str) -> int:
    found = ADDRESS.search(text)
    assert found, text
    return int(found[1])


def children(pid: int) -> list[int]:
    return [found.pid for found in identity.running(lambda found: found.parent == pid)]


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


@pytest.fixture
def running(home: Path, port: int) -> Iterator[Running]:
    with launch(home, port) as started:
        yield started
        started.kill()


def pid_of(home: Path, name: str) -> int:
    return int(re.findall(r"\d+", (home / "pids" / f"{name}.json").read_text())[0])


def test_address_and_logins_are_shown(running: Running) -> None:
    shown = read_until(running, "Ctrl-C")
    assert "can-bo-1" in shown


def test_page_is_served_at_the_shown_address(running: Running) -> None:
    assert is_ready(port_in(read_until(running, "Ctrl-C")))


def test_taken_port_is_told_and_the_next_is_used(home: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), launch(home, port) as running:
        shown = read_until(running, "Ctrl-C")
        running.kill()
    assert f"Port {port} is taken" in shown


def test_second_start_names_the_first_and_does_no_harm(
    running: Running, home: Path, port: int
) -> None:
    read_until(running, "Ctrl-C")
    with launch(home, port) as second:
        told = second.communicate()[0]
    assert (second.returncode, told, is_ready(port)) == (
        1,
        f"Already running at http://127.0.0.1:{port} (pid {running.pid}).\n",
        True,
    )


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_everything_in_good_order(running: Running, sign: signal.Signals) -> None:
    read_until(running, "Ctrl-C")
    pids = children(running.pid)
    running.send_signal(sign)
    assert (running.wait(PATIENCE), [pid for pid in pids if not vanished(pid)]) == (0, [])


def left_of(home: Path) -> list[str]:
    """Name the programs that were started for a home and run on."""
    return [str(found) for found in identity.running(lambda found: works_for(found.pid, home))]


def works_for(pid: int, home: Path) -> bool:
    try:
        return os.fsencode(home) in (identity.PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return False


# From the first child to the end of the making of a database, which takes the longest.
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3, 0.6])
def test_no_moment_of_a_stop_leaves_a_program_alone(
    running: Running, home: Path, seconds: float
) -> None:
    wait_for(lambda: len(children(running.pid)) > 0)
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    running.wait(PATIENCE)
    assert (left_of(home), list((home / "pids").iterdir())) == ([], [])


def test_killed_supervisor_leaves_nothing(running: Running) -> None:
    read_until(running, "Ctrl-C")
    pids = children(running.pid)
    running.kill()
    assert all(map(vanished, pids))


def test_start_after_a_kill_serves_at_the_same_port(
    running: Running, home: Path, port: int
) -> None:
    read_until(running, "Ctrl-C")
    running.kill()
    with launch(home, port) as second:
        shown = read_until(second, "Ctrl-C")
        second.kill()
    assert port_in(shown) == port


def test_dead_children_are_started_again(running: Running, home: Path) -> None:
    read_until(running, "Ctrl-C")
    before = {name: pid_of(home, name) for name in ALL}
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: all(pid_of(home, name) != pid for name, pid in before.items()))
    assert [name for name, pid in before.items() if pid_of(home, name) == pid] == []
