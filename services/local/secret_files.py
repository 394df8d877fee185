"""Secrets that are made once, kept in files that only their owner reads, and used again."""

import secrets
from pathlib import Path

from services.local.whole_files import write_whole

FOLDER = "secrets"


def secret(home: Path, name: str) -> str:
    path = home / FOLDER / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        write_whole(path, secrets.token_hex(32))
    return path.read_text()
