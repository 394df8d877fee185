"""The web process leaves out what only other processes need: each of it costs memory for good."""

import subprocess
import sys

from tests.service import ROOT

ELSEWHERE = {
    "openpyxl": "services.lists, in a process for each file",
    "rq": "the worker",
    "weasyprint": "the worker",
}
LOADED = "import sys, services.cli.web, services.web.application; print(*sys.modules)"


def test_the_web_loads_nothing_that_others_do_for_it() -> None:
    command = [sys.executable, "-c", LOADED]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    assert {"services.web.application", *ELSEWHERE} & {*loaded.split()} == {
        "services.web.application"
    }
