"""A signal waits for what may not be left half done, and reaches whoever is started meanwhile."""

import os
import signal
from pathlib import Path

import pytest

from services.local.processes import Process, Program
from services.local.stopping import StopRequested, stop_signals, undisturbed
from tests.local.test_processes import wait_for

PROC = Path("/proc")


def work_through_a_signal(done: list[str]) -> None:
    with stop_signals(done.append):
        with undisturbed():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("whole")
        done.append("never")


def test_a_signal_waits_for_what_may_not_be_left_half_done() -> None:
    done: list[str] = []
    with pytest.raises(StopRequested):
        work_through_a_signal(done)
    assert done == ["whole", "Stopping"]


def test_a_child_hears_every_signal_all_the_same(home: Path) -> None:
    process = Process(Program(name="child", command=("/bin/sleep", "600"), home=home))
    try:
        wait_for(lambda: "sleep" in (PROC / str(process.pid) / "comm").read_text())
        status = (PROC / str(process.pid) / "status").read_text()
    finally:
        process.stop()
    assert "SigBlk:\t0000000000000000" in status
