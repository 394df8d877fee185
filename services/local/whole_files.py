"""Files that are there whole or not at all, for their owner only."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file so that neither a kill nor a reader at the same moment meets half of it."""
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
