"""What the person at the terminal reads."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

GAP = "   "


class Progress:
    """Lines with the time since the start, so that a wait explains itself."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def __call__(self, text: str) -> None:
        print(f"{time.monotonic() - self.began:6.1f} s  {text}", flush=True)


def complain(text: object) -> None:
    print(text, file=sys.stderr, flush=True)


def said(output: str) -> dict[str, Any]:
    """Pick the one JSON line out of what the demo command wrote; the rest is its log."""
    for line in output.splitlines():
        if line.startswith("{"):
            with suppress(ValueError):
                value = json.loads(line)
                if "logins" in value:
                    return dict(value)
    return {}


def table(rows: Sequence[Mapping[str, str]]) -> str:
    cells = [[str(cell) for cell in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    padded = ((cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(GAP + GAP.join(row).rstrip() for row in padded)


def welcome(address: str, demo_output: str) -> str:
    demo = said(demo_output)
    lines = ["", f"  Một Cửa        {address}"]
    if demo.get("logins"):
        lines += [f"  For officers   {address}/can-bo   password of all: {demo['password']}", ""]
        lines += [table(demo["logins"])]
    if demo.get("citizens"):
        lines += ["", f"  For citizens   {address}/dang-nhap   DEMO provider, no password; choose"]
        lines += [table(demo["citizens"])]
    if demo.get("custody_passphrase"):
        lines += [
            "",
            f"  Custody keys   demo passphrase of all holders: {demo['custody_passphrase']}",
        ]
    return "\n".join([*lines, "", "  Ctrl-C stops everything.", ""])
