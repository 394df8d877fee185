"""Lint the templates named by folder: `python -m services.local.template_lint FOLDER...`.

One process reads them all. The program of djlint starts several, which need a shared memory that
a plain user may not have.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from djlint.api import Config, lint_text, load_config


def findings(config: Config, folder: Path) -> Iterator[str]:
    """Tell each finding as file, line and message."""
    for path in sorted(folder.rglob("*.html")):
        for found in lint_text(config, path.read_text(encoding="utf-8"), str(path)):
            yield f"{path}:{found.line}: {found.code} {found.message}"


def main(*folders: str) -> int:
    config = load_config(".")
    told = [line for folder in folders for line in findings(config, Path(folder))]
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
