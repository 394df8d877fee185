"""Take a file before the dossier that names it; what no dossier names is removed after a day."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast
from urllib.parse import unquote

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.http import parse_options_header

from services.files.intake import Incoming, Intake, Owner, Rules
from services.files.models import Purpose, StoredFile
from services.housekeeping import UNCLAIMED
from services.identity.secrets import owner_of_attempt
from services.web.api import attempts, schemas, words
from services.web.api.blueprint import Answer, operation
from services.web.api.refusals import RequestRefused, Wrong
from services.web.context import now, resources

IN_MEMORY = 512 * 1024
# Boundaries and headers of the parts around one file.
ENVELOPE = 64 * 1024
MULTIPART = "multipart/form-data"
BINARY = {"type": "string", "format": "binary"}
FILE_NAME = {
    "in": "header",
    "name": "X-File-Name",
    "description": "The file's name, percent-encoded UTF-8, when the body is the file itself.",
    "schema": {"type": "string"},
}
SEALING_KEY = {
    "in": "header",
    "name": attempts.HEADER,
    "description": "The key that the filing will be sent with. The file is then sealed on its way "
    "in, and only that filing can name it. Needed for procedures that protect their applicant.",
    "schema": attempts.SCHEMA,
}
BODY = {
    "required": True,
    "content": {
        MULTIPART: {
            "schema": {"type": "object", "required": ["file"], "properties": {"file": BINARY}}
        },
        "application/octet-stream": {"schema": BINARY},
    },
}


@operation(
    "POST /uploads",
    Answer(schema=schemas.NewUpload, status=201, description="Taken"),
    refuses=(413, 422),
    summary="Upload one file: multipart, or the file as the body",
    parameters=[FILE_NAME, SEALING_KEY],
    requestBody=BODY,
)
def upload() -> ResponseReturnValue:
    settings = resources().settings
    allow_file()
    intake = Intake(resources().objects, Rules(settings.limits.file_bytes, settings.limits.files))
    with incoming_file() as incoming, resources().database.transaction() as session:
        stored = intake.take(session, incoming, owner=_owner(), purpose=Purpose.ANSWER, now=now())
    return {**told(stored), "expires_at": stored.uploaded_at + UNCLAIMED}


def allow_file() -> None:
    """Let the body be as large as one file may be."""
    request.max_content_length = resources().settings.limits.file_bytes + ENVELOPE


def told(stored: StoredFile) -> dict[str, Any]:
    known = {"name": stored.shown_name, "sha256": stored.shown_sha256.hex()}
    return {**vars(stored), **known}


def _owner() -> Owner:
    """Seal what comes with the key of a filing: only that filing opens it."""
    if attempts.HEADER not in request.headers:
        return Owner()
    return Owner(seal=owner_of_attempt(attempts.of_key(attempts.given())))


@contextmanager
def incoming_file() -> Iterator[Incoming]:
    """Give the one file of the request, wherever it stands."""
    if request.mimetype == MULTIPART:
        yield _part()
        return
    with SpooledTemporaryFile(max_size=IN_MEMORY) as spool:
        shutil.copyfileobj(request.stream, spool)
        yield Incoming(_name(), cast("BinaryIO", spool))


def _part() -> Incoming:
    parts = list(request.files.values())
    if len(parts) != 1:
        raise RequestRefused([Wrong("/file", words.ONE_FILE)])
    return Incoming(parts[0].filename or "", cast("BinaryIO", parts[0].stream))


def _name() -> str:
    given = request.headers.get("X-File-Name")
    if given is not None:
        return unquote(given, errors="replace")
    _, options = parse_options_header(request.headers.get("Content-Disposition"))
    return options.get("filename", "")
