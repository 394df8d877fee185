"""A signal waits for what may not be left half done, and reaches whoever is started meanwhile."""

import subprocess
import sys

from services.local.identity import PROC
from services.local.processes import ROOT
from tests.local.test_processes import SLEEP, Start, wait_for
from tests.service import PATIENCE

# In a process of its own: another thread, as this one may have, would take the signal.
WORK_THROUGH_A_SIGNAL = """
import os, signal
from services.local.stopping import StopRequested, stop_signals, undisturbed
try:
    with stop_signals(print):
        with undisturbed():
            os.kill(os.getpid(), signal.SIGTERM)
            print("whole")
        print("never")
except StopRequested:
    print("stopped")
"""


def test_a_signal_waits_for_what_may_not_be_left_half_done() -> None:
    command = [sys.executable, "-c", WORK_THROUGH_A_SIGNAL]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=PATIENCE, check=True)
    assert done.stdout.split() == [b"whole", b"Stopping", b"stopped"]


def test_a_child_hears_every_signal_all_the_same(start: Start) -> None:
    about = PROC / str(start(*SLEEP).pid)
    wait_for(lambda: (about / "comm").read_text() == "sleep\n")
    assert "SigBlk:\t0000000000000000" in (about / "status").read_text()
