"""What the API tells about a dossier."""

import marshmallow as ma
from marshmallow import fields, validate

from services.messages.refusals import LONGEST, TooLong
from services.web.api import words
from services.web.api.schemas import Asked, Upload, Words

# An installation takes fewer with one message; more make no sense anywhere.
MOST_FILES = 100


class State(ma.Schema):
    name = fields.String(required=True)
    label = fields.Nested(Words, required=True)
    explanation = fields.Nested(Words, required=True)
    portal_status = fields.Integer(required=True)
    final = fields.Boolean(required=True)


class Event(ma.Schema):
    at = fields.AwareDateTime(required=True)
    action = fields.String(required=True)
    by = fields.String(required=True, metadata={"enum": ["applicant", "officer"]})
    text = fields.Nested(Words, required=True)
    state = fields.String(required=True)
    inputs = fields.Dict(required=True)


class Document(ma.Schema):
    id = fields.Integer(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    issued_at = fields.AwareDateTime(required=True)
    href = fields.String(required=True)


class File(Upload):
    purpose = fields.String(
        required=True, metadata={"enum": ["answer", "supplement", "result", "message"]}
    )
    href = fields.String(required=True)


class Attached(Upload):
    href = fields.String(required=True)


class Message(ma.Schema):
    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True, metadata={"enum": ["applicant", "officer"]})
    text = fields.String(required=True)
    is_new = fields.Boolean(
        required=True, metadata={"description": "Of the agency, and not listed before."}
    )
    files = fields.List(fields.Nested(Attached), required=True)


class Messages(ma.Schema):
    messages = fields.List(fields.Nested(Message), required=True)
    open_until = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "Of a closed dossier, the last day on which one may write."},
    )


def _short(text: str) -> None:
    """Count as the document says: before what no database keeps is taken out."""
    if len(text) > LONGEST:
        raise TooLong


class NewMessage(Asked):
    text = fields.String(
        load_default="",
        validate=_short,
        metadata={"maxLength": LONGEST},
        error_messages={"invalid": words.NOT_TEXT, "null": words.NOT_TEXT},
    )
    files = fields.List(
        fields.UUID(
            error_messages={"invalid_uuid": words.UNKNOWN_FILE, "null": words.UNKNOWN_FILE}
        ),
        load_default=list,
        validate=validate.Length(max=MOST_FILES, error=words.TOO_MANY_FILES),
        error_messages={"invalid": words.NOT_LISTED, "null": words.NOT_LISTED},
    )


class ProcedureVersion(ma.Schema):
    code = fields.String(required=True)
    version = fields.Integer(required=True)
    title = fields.Nested(Words, required=True)


class AgencyName(ma.Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)


class Dossier(ma.Schema):
    number = fields.String(required=True)
    procedure = fields.Nested(ProcedureVersion, required=True)
    agency = fields.Nested(AgencyName, required=True)
    state = fields.Nested(State, required=True)
    submitted_at = fields.AwareDateTime(required=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    due_on = fields.Date(required=True)
    due_label = fields.Nested(Words, required=True, allow_none=True)
    history = fields.List(fields.Nested(Event), required=True)
    documents = fields.List(fields.Nested(Document), required=True)
    being_made = fields.List(fields.String(), required=True)
    files = fields.List(fields.Nested(File), required=True)
    unread_messages = fields.Integer(required=True)
