"""File a dossier: the same key and the same body never make a second one."""

from datetime import date
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.catalogue import UnknownProcedure
from forms.procedure import Procedure
from services.agencies import directory
from services.agencies.models import Agency
from services.custody.refusals import NoCustodyKey
from services.dossiers.submission import Desk, Filing, Submitted, submit
from services.files.seals import FilesNotSealed
from services.files.shelf import FilesMissing
from services.identity.secrets import owner_of_attempt
from services.web import puzzle_programs
from services.web.api import attempts, schemas, words
from services.web.api.blueprint import Answer, Given, operation
from services.web.api.file_places import not_found
from services.web.api.refusals import RequestRefused, Wrong
from services.web.context import now, resources, today

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "description": "A new random value for each filing, such as a UUID. It is a secret: whoever "
    "sends it again with the same body gets the same answer, access code included.",
    "schema": attempts.SCHEMA,
}
REPLAYED = {
    "Idempotency-Replayed": {
        "description": "`true` if an earlier request had filed this already.",
        "schema": {"type": "string", "enum": ["true"]},
    }
}


@operation(
    "POST /dossiers",
    Answer(schema=schemas.Filed, status=201, description="Filed", headers=REPLAYED),
    given=Given(schema=schemas.FilingBody),
    refuses=(409, 413, 415, 422),
    summary="File a dossier",
    parameters=[IDEMPOTENCY_KEY, puzzle_programs.PARAMETER],
)
def file_dossier(body: dict[str, Any]) -> ResponseReturnValue:
    attempt = attempts.of_key(attempts.given())
    procedure = _procedure(body, today())
    desk = Desk(
        resources().access_codes, resources().settings.number_pattern, resources().front_doors
    )
    try:
        with resources().database.transaction() as session:
            filing = _filing(session, procedure, body, attempt)
            submitted = submit(session, desk, filing, now=now())
    except FilesMissing as missing:
        raise not_found(body["answers"], missing.ids) from missing
    except FilesNotSealed as bare:
        raise not_found(body["answers"], bare.ids, words.FILE_NOT_SEALED) from bare
    except NoCustodyKey:
        raise RequestRefused([Wrong("/agency", words.NO_CUSTODY_KEY)]) from None
    headers = {"Idempotency-Replayed": "true"} if submitted.is_repeat else {}
    return _told(submitted), 201, headers


def _procedure(body: dict[str, Any], on: date) -> Procedure:
    try:
        procedure = resources().catalogue.get(body["procedure"], on)
    except UnknownProcedure:
        raise RequestRefused([Wrong("/procedure", words.UNKNOWN_PROCEDURE)]) from None
    if body.get("version", procedure.version) != procedure.version:
        raise RequestRefused([Wrong("/version", words.UNKNOWN_VERSION)])
    return procedure


def _filing(session: Session, procedure: Procedure, body: dict[str, Any], attempt: str) -> Filing:
    return Filing(
        procedure=procedure,
        workflow=resources().catalogue.workflow(procedure.workflow),
        agency=_agency(session, procedure, body["agency"]),
        raw=body["answers"],
        attempt=attempt,
        channel=attempts.CHANNEL,
        seal=owner_of_attempt(attempt),
    )


def _agency(session: Session, procedure: Procedure, code: str) -> Agency:
    try:
        agency = directory.get(session, code)
    except directory.UnknownAgency:
        raise RequestRefused([Wrong("/agency", words.UNKNOWN_AGENCY)]) from None
    owner = resources().catalogue.owner(procedure)
    if not directory.offers(session, agency, procedure.agency_levels, owner):
        raise RequestRefused([Wrong("/agency", words.OTHER_AGENCY)])
    return agency


def _told(submitted: Submitted) -> dict[str, Any]:
    dossier = submitted.dossier
    return {
        "number": dossier.number,
        "access_code": submitted.access_code,
        "submitted_at": dossier.submitted_at,
        "due_on": dossier.due_on,
        "links": {
            "dossier": url_for("api.get_dossier", number=dossier.number),
            "receipt": url_for("api.get_receipt", number=dossier.number),
        },
    }
