"""What pages load: under the version of all of it, so that a browser asks for each file once.

A page of another version, open while the service is exchanged, still finds its files.
"""

from datetime import timedelta
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, send_from_directory

ENDPOINT = "static"
FOLDER = Path(__file__).parent / "static"
PRESSED = ".gz"
YEAR = timedelta(days=365)
VERSION_LENGTH = 12


def join(app: Flask) -> None:
    """Serve the files of an application that was made without a folder of its own for them."""
    app.add_url_rule("/static/<version>/<path:filename>", ENDPOINT, send)
    app.url_defaults(_add_version)


@cache
def current() -> str:
    """Name the state of all files: they refer to one another, so that they change together."""
    state = sha256()
    for path in sorted(filter(Path.is_file, FOLDER.rglob("*"))):
        state.update(str(path.relative_to(FOLDER)).encode() + b"\0")
        state.update(sha256(path.read_bytes()).digest())
    return state.hexdigest()[:VERSION_LENGTH]


def send(version: str, filename: str) -> Response:
    """Send a file, pressed where it is kept so and the browser takes it so."""
    is_kept_pressed = filename in _pressed()
    is_pressed = is_kept_pressed and request.accept_encodings.quality("gzip") > 0
    answer = send_from_directory(
        FOLDER,
        filename + PRESSED if is_pressed else filename,
        mimetype=guess_type(filename)[0],
        max_age=int(YEAR.total_seconds()) if version == current() else None,
    )
    answer.cache_control.immutable = version == current()
    if is_pressed:
        answer.content_encoding = "gzip"
    if is_kept_pressed:
        answer.vary.add("Accept-Encoding")
    return answer


@cache
def _pressed() -> frozenset[str]:
    """Give the names of the files that are kept pressed beside themselves."""
    found = FOLDER.rglob(f"*{PRESSED}")
    return frozenset(str(path.relative_to(FOLDER)).removesuffix(PRESSED) for path in found)


def _add_version(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == ENDPOINT:
        values.setdefault("version", current())
