"""Write to the agency of a dossier, and read what it wrote, with number and access code."""

from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from services.dossiers import enclosing, pseudonyms
from services.files.intake import Intake, Owner, Rules
from services.files.models import Purpose
from services.housekeeping import UNCLAIMED
from services.identity import store
from services.messages import conversation, quota, writing
from services.messages.conversation import Said
from services.messages.models import Side
from services.messages.writing import Written
from services.web.api import attempts, dossier_schemas, schemas
from services.web.api.blueprint import Answer, Given, operation
from services.web.api.dossiers import SECURITY, Opened, file_link, opened
from services.web.api.uploads import BODY, FILE_NAME, allow_file, incoming_file, told
from services.web.context import now, resources

KEY = {
    "in": "header",
    "name": attempts.HEADER,
    "required": True,
    "description": "A new random value for each message: the same message under it is sent once.",
    "schema": attempts.SCHEMA,
}


@operation(
    "GET /dossiers/<number>/messages",
    Answer(schema=dossier_schemas.Messages),
    refuses=(401, 404),
    summary="The messages of both sides, the newest last; the agency's then count as read",
    security=SECURITY,
)
def list_messages(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        found = opened(session, number)
        said = _said(session, found)
        conversation.mark_read(session, said, Side.APPLICANT, now=now())
        until = quota.open_until(found.dossier, resources().settings.conversation)
        return {"messages": [_told(found, one) for one in said], "open_until": until}


@operation(
    "POST /dossiers/<number>/message-files",
    Answer(schema=schemas.NewUpload, status=201, description="Taken"),
    refuses=(401, 404, 413, 422),
    summary="Upload one file for a message; a message must name it within a day",
    parameters=[FILE_NAME],
    requestBody=BODY,
    security=SECURITY,
)
def upload_for_message(number: str) -> ResponseReturnValue:
    allow_file()
    limits = resources().settings.limits
    intake = Intake(resources().objects, Rules(limits.file_bytes, limits.files))
    with resources().database.transaction() as session:
        dossier = opened(session, number).dossier
        owner = Owner(seal=store.recipient(session, dossier.id))
        with incoming_file() as incoming:
            stored = intake.take(session, incoming, owner=owner, purpose=Purpose.MESSAGE, now=now())
    return {**told(stored), "expires_at": stored.uploaded_at + UNCLAIMED}


@operation(
    "POST /dossiers/<number>/messages",
    Answer(schema=dossier_schemas.Message, status=201, description="Sent"),
    given=Given(schema=dossier_schemas.NewMessage),
    refuses=(401, 404, 409, 413, 415, 422),
    summary="Write to the agency",
    parameters=[KEY],
    security=SECURITY,
)
def send_message(given: dict[str, Any], number: str) -> ResponseReturnValue:
    key = attempts.of_key(attempts.given())
    files = list(dict.fromkeys(str(file) for file in given["files"]))
    with resources().database.transaction() as session:
        found = opened(session, number)
        written = Written(given["text"], key, files)
        bounds = resources().settings.conversation
        message = writing.by_person(session, found.dossier, written, bounds, now=now())
        _protect(session, found, message.id)
        said = next(one for one in _said(session, found) if one.message.id == message.id)
        return _told(found, said)


def _said(session: Session, found: Opened) -> list[Said]:
    unsealed = found.unsealed
    if unsealed is None:
        return conversation.of(session, found.dossier.id)
    purposes = conversation.purposes(session, found.dossier.id)
    # Also what was sealed since the dossier was opened.
    values = store.open_with_key(session, found.dossier.id, unsealed.owner.data_key, scope=purposes)
    by = conversation.Opened(values, unsealed.owner)
    return conversation.of(session, found.dossier.id, by)


def _protect(session: Session, found: Opened, message_id: int) -> None:
    """See that the files are this dossier's, and let their names tell nobody who sent them."""
    files, dossier = conversation.files_of(session, message_id), found.dossier
    enclosing.reveal(files, found.seal)
    catalogue = resources().catalogue
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    if pseudonyms.protects(procedure, dossier.answers):
        pseudonyms.rename(files)


def _told(found: Opened, said: Said) -> dict[str, Any]:
    return {
        "id": said.message.id,
        "at": said.message.at,
        "by": said.message.author,
        "text": said.text or "",
        "is_new": said.is_new and said.message.author == Side.OFFICER,
        "files": [file_link(found.dossier, stored) for stored in said.files],
    }
