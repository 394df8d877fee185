"""Child processes: stopped, killed, started again, and found by a later start."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from services.local import identity
from services.local.failures import ProgramFailed
from services.local.processes import ROOT, Process, Program, run_to_end, stop_leftovers
from tests.service import PATIENCE

Start = Callable[..., Process]
SLEEP = ("/bin/sleep", "600")
SHELL = ("/bin/sh", "-c")
STUBBORN = (*SHELL, "trap '' TERM; echo set; while :; do sleep 0.1; done")
PARENT_OF_TWO = (*SHELL, "sleep 600 & sleep 600 & wait")
START_ONE = """
import sys, time
from pathlib import Path
from services.local.processes import Process, Program
process = Process(Program(name="child", command=("/bin/sleep", "600"), home=Path(sys.argv[1])))
print(process.pid, flush=True)
time.sleep(600)
"""


def vanished(pid: int) -> bool:
    deadline = time.monotonic() + PATIENCE
    while (found := identity.stat(pid)) and identity.alive(found):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_stopped_process_is_gone(start: Start) -> None:
    process = start(*SLEEP)
    process.stop()
    assert vanished(process.pid)


def test_process_deaf_to_the_farewell_is_killed(start: Start) -> None:
    process = start(*STUBBORN, patience=0.2)
    wait_for(lambda: "set" in process.program.log_tail())
    process.stop()
    assert process.exit_code == -signal.SIGKILL


def test_kill_takes_grandchildren_along(start: Start) -> None:
    process = start(*PARENT_OF_TWO)
    wait_for(lambda: len(identity.family(process.pid)) == 3)
    family = identity.family(process.pid)
    process.kill()
    assert not any(map(identity.alive, family))


def test_restarted_process_runs_again(start: Start) -> None:
    process = start(*SLEEP)
    process.kill()
    process.restart()
    assert not process.ended()


def test_process_ends_with_its_killed_parent(home: Path) -> None:
    command = [sys.executable, "-c", START_ONE, str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
    assert vanished(pid)


def test_leftover_of_a_dead_start_is_stopped(home: Path) -> None:
    with subprocess.Popen(SLEEP, start_new_session=True) as leftover:
        identity.remember(home / "pids" / "left.json", leftover.pid, signal.SIGTERM)
        stop_leftovers(home)
    assert leftover.returncode == -signal.SIGTERM


def test_orphans_of_a_dead_leader_are_stopped(start: Start, home: Path) -> None:
    leader = start(*PARENT_OF_TWO)
    wait_for(lambda: len(identity.family(leader.pid)) == 3)
    family = identity.family(leader.pid)
    os.kill(leader.pid, signal.SIGKILL)
    leader.wait(PATIENCE)
    stop_leftovers(home)
    assert not any(map(identity.alive, family))


def test_number_used_again_is_left_alone(start: Start, home: Path) -> None:
    stranger = start(*SLEEP)
    note = stranger.program.note
    known = json.loads(note.read_text())
    note.write_text(json.dumps(known | {"started": known["started"] - 1}))
    stop_leftovers(home)
    assert not stranger.ended()


def test_note_cut_short_is_thrown_away(home: Path) -> None:
    note = home / "pids" / "cut.json"
    note.parent.mkdir()
    note.write_text('{"pid": 1')
    assert stop_leftovers(home) == []


def test_output_of_this_run_is_given(home: Path) -> None:
    outputs = [
        run_to_end(Program(name="say", command=("/bin/echo", word), home=home)) for word in "ab"
    ]
    assert outputs == ["a\n", "b\n"]


def test_failure_shows_what_the_program_wrote(home: Path) -> None:
    program = Program(name="bad", command=(*SHELL, "echo no such table; exit 3"), home=home)
    with pytest.raises(ProgramFailed, match="no such table"):
        run_to_end(program)


def test_program_over_its_time_is_ended(home: Path) -> None:
    program = Program(name="slow", command=SLEEP, home=home, patience=0.1)
    with pytest.raises(ProgramFailed):
        run_to_end(program)


def test_long_log_is_put_aside(start: Start, home: Path) -> None:
    log = home / "log" / "p0.log"
    log.parent.mkdir()
    with log.open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    start(*SLEEP)
    assert log.stat().st_size == 0
