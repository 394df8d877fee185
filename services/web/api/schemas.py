"""What goes in and comes out, for the programs that call and for the OpenAPI document."""

from typing import Any, get_args

import marshmallow as ma
from marshmallow import fields, validate

from forms.procedure import AgencyLevel
from services.web.api import words

LEVELS: tuple[str, ...] = get_args(AgencyLevel)
# Of a procedure or an agency.
CODE = r"^[A-Za-z0-9._-]{1,64}\Z"


def _told(**metadata: Any) -> dict[str, Any]:
    return {"metadata": metadata}


class Asked(ma.Schema):
    """A body or a query; its refusals are told in the reader's language."""

    error_messages = {"type": words.NOT_AN_OBJECT, "unknown": words.NOT_ASKED}


class Words(ma.Schema):
    vi = fields.String(required=True)
    en = fields.String(required=True)


class Fault(ma.Schema):
    pointer = fields.String(required=True, **_told(example="/answers/complainant/full_name"))
    detail = fields.String(required=True)


class Puzzle(ma.Schema):
    algorithm = fields.String(required=True)
    challenge = fields.String(required=True)
    bits = fields.Integer(required=True)


class Problem(ma.Schema):
    """Problem details (RFC 9457); texts in Vietnamese, or in English by Accept-Language."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String()
    reason = fields.String(**_told(description="A word for programs, such as `being_made`."))
    errors = fields.List(fields.Nested(Fault))
    puzzle = fields.Nested(
        Puzzle, **_told(description="To be solved and sent as `Puzzle-Solution`.")
    )


class Agency(ma.Schema):
    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True, validate=validate.OneOf(LEVELS))
    parent = fields.String(required=True, allow_none=True)
    unit_code = fields.String(required=True)
    address = fields.String(required=True)
    phone = fields.String(required=True)
    email = fields.String(required=True)
    desk_name = fields.String(required=True)
    front_door = fields.String(
        required=True,
        validate=validate.OneOf(("filing", "information")),
        **_told(description="`information`: petitions go through the national portal."),
    )
    filing_login = fields.String(
        required=True,
        validate=validate.OneOf(("optional", "required")),
        **_told(description="`required`: open filings are taken on the pages alone, signed in."),
    )


class AgencyList(ma.Schema):
    agencies = fields.List(fields.Nested(Agency), required=True)
    portal_url = fields.String(
        required=True, **_told(description="Where petitions go that an agency does not take here.")
    )


class AgencyQuery(Asked):
    level = fields.String(
        validate=validate.OneOf(LEVELS, error=words.NOT_LISTED),
        **_told(description="Only agencies on this level."),
    )


class ProcedureLine(ma.Schema):
    code = fields.String(required=True)
    version = fields.Integer(required=True)
    title = fields.Nested(Words, required=True)
    summary = fields.Nested(Words, required=True)
    agency_levels = fields.List(fields.String(), required=True)
    href = fields.String(required=True)


class ProcedureList(ma.Schema):
    procedures = fields.List(fields.Nested(ProcedureLine), required=True)


class Paper(ma.Schema):
    name = fields.Nested(Words, required=True)
    required = fields.Boolean(required=True)
    note = fields.Nested(Words, required=True)


class Deadline(ma.Schema):
    key = fields.String(required=True)
    label = fields.Nested(Words, required=True)
    amount = fields.Integer(required=True)
    unit = fields.String(required=True)
    start = fields.String(required=True)
    citation = fields.String(required=True)
    confidence = fields.String(required=True)
    note = fields.String(required=True)


class Citation(ma.Schema):
    text = fields.String(required=True)
    confidence = fields.String(required=True)
    note = fields.String(required=True)


class Procedure(ProcedureLine):
    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    who_may_file = fields.Nested(Words, required=True)
    fee = fields.Nested(Words, required=True)
    result = fields.Nested(Words, required=True)
    papers = fields.List(fields.Nested(Paper), required=True)
    deadlines = fields.List(fields.Nested(Deadline), required=True)
    legal_basis = fields.List(fields.Nested(Citation), required=True)
    answers_schema = fields.Dict(
        required=True, **_told(description="JSON Schema (2020-12) of the answers.")
    )
    example = fields.Dict(required=True, **_told(description="Answers that pass."))


class Upload(ma.Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    content_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    uploaded_at = fields.AwareDateTime(required=True)


class NewUpload(Upload):
    expires_at = fields.AwareDateTime(
        required=True, **_told(description="Until when a dossier must name it.")
    )


def _code(**metadata: Any) -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Regexp(CODE, error=words.NOT_LISTED),
        error_messages=_messages(words.NOT_TEXT),
        **_told(**metadata),
    )


def _messages(invalid: Any) -> dict[str, Any]:
    """Give each message in a list: a lazy text would be taken for a list of letters."""
    return {"invalid": [invalid], "required": [words.MISSING], "null": [words.MISSING]}


class FilingBody(Asked):
    procedure = _code(example="2.002409")
    version = fields.Integer(
        strict=True,
        error_messages=_messages(words.NOT_A_NUMBER),
        **_told(description="The version that the answers were written for; checked if given."),
    )
    agency = _code(example="XA.05443")
    answers = fields.Dict(
        required=True,
        error_messages=_messages(words.NOT_AN_OBJECT),
        **_told(
            description="After `answers_schema` of GET /procedures/{code}. Files are named by "
            "the ids that their uploads were given."
        ),
    )


class Links(ma.Schema):
    dossier = fields.String(required=True)
    receipt = fields.String(required=True)


class Filed(ma.Schema):
    number = fields.String(required=True)
    access_code = fields.String(required=True)
    submitted_at = fields.AwareDateTime(required=True)
    due_on = fields.Date(required=True)
    links = fields.Nested(Links, required=True)
