"""A broken file that ships stops the start of whoever needs it, with file, line and mend."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.service import ROOT

OTHERS = ("services", "storage", "pdf_templates", "config.py", "wsgi.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a checkout whose forms are its own, and one of them broken."""
    shutil.copytree(ROOT / "forms", tmp_path / "forms")
    for name in OTHERS:
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "forms/procedures/broken.yaml").write_text("code: [")
    return tmp_path


@pytest.mark.parametrize(
    "verb", [("migrate",), ("worker", "--burst"), ("web", "--port", "1")], ids=" ".join
)
def test_a_broken_file_stops_the_start_in_one_line(
    checkout: Path, engine_environment: dict[str, str], verb: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "services.cli", *verb],
        cwd=checkout,
        env={"PATH": os.defpath, **engine_environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    [told] = done.stderr.splitlines()
    assert (done.returncode, told.partition("/broken.yaml:")[0]) == (
        1,
        f"motcua: {checkout}/forms/procedures",
    )
