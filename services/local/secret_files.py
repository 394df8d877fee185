"""Secrets that are made once, kept in files that only their owner reads, and used again."""

import os
import secrets
from pathlib import Path

FOLDER = "secrets"


def secret(home: Path, name: str) -> str:
    path = home / FOLDER / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a whole file or none, for its owner only."""
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
