"""The security page names only tests that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"(tests/\S+\.py)::(test_\w+)", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_named_test_exists(file: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_line_of_a_table_names_a_test() -> None:
    tables = PAGE.partition("## ASVS")[2].partition("## What is not covered")[0]
    lines = [line for line in tables.splitlines() if line.startswith("| ")]
    heads = [line for line in lines if line.endswith("| shown by |")]
    without = [line for line in lines if "::test_" not in line and line not in heads]
    assert without == []
