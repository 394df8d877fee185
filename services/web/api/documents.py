"""Download what was issued for a dossier, and what was given to it."""

from collections.abc import Iterable, Iterator
from typing import TypeVar
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from forms.procedure import Procedure
from services.documents import shelf as documents
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.web import audited, puzzle_programs, unsealed_files
from services.web.api.blueprint import Answer, operation
from services.web.api.dossiers import SECURITY, opened
from services.web.api.refusals import BeingMade
from services.web.context import resources
from services.web.document_titles import file_name
from storage.objects import ObjectMissing

PDF = "application/pdf"
BYTES = {"type": "string", "format": "binary"}
# What the desk gave for the filing, the later one first.
RECEIPTS = ("receipt", "submission_acknowledgement")
Kept = TypeVar("Kept", IssuedDocument, StoredFile)


@operation(
    "GET /dossiers/<number>/receipt",
    Answer(schema=BYTES, content_type=PDF, description="The newest receipt, as PDF"),
    refuses=(401, 404),
    summary="The newest receipt; 404 with `Retry-After` while it is being made",
    security=SECURITY,
    parameters=[puzzle_programs.PARAMETER],
)
def get_receipt(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened(session, number).dossier
        made = {document.kind: document for document in documents.issued(session, dossier.id)}
        promised = {one.kind for one in documents.promised(session, dossier.id)}
    wanted = next((kind for kind in RECEIPTS if kind in made or kind in promised), None)
    if wanted in promised:
        raise BeingMade
    if wanted is None:
        raise ObjectMissing(number)
    name = file_name(wanted, dossier.number, _procedure(dossier))
    return _streamed(made[wanted], name, dossier=dossier)


@operation(
    "GET /dossiers/<number>/documents/<int:document>",
    Answer(schema=BYTES, content_type=PDF, description="The document, as PDF"),
    refuses=(401, 404),
    summary="A document that was issued",
    security=SECURITY,
    parameters=[puzzle_programs.PARAMETER],
)
def get_document(number: str, document: int) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened(session, number).dossier
        found = _named(documents.issued(session, dossier.id), document)
    name = file_name(found.kind, dossier.number, _procedure(dossier))
    return _streamed(found, name, dossier=dossier)


@operation(
    "GET /dossiers/<number>/files/<uuid:file>",
    Answer(schema=BYTES, content_type="*/*", description="The file"),
    refuses=(401, 404),
    summary="A file that was given, or the result",
    security=SECURITY,
    parameters=[puzzle_programs.PARAMETER],
)
def get_file(number: str, file: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        known = opened(session, number)
        found = _named(known.files(session), file)
    content = unsealed_files.content(known.dossier, found, known.seal)
    return _sent(content, found, found.content_type, found.shown_name)


def _procedure(dossier: Dossier) -> Procedure:
    return resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)


def _named(kept: Iterable[Kept], name: int | UUID) -> Kept:
    found = next((one for one in kept if one.id == name), None)
    if found is None:
        raise ObjectMissing(str(name))
    return found


def _streamed(kept: IssuedDocument, name: str, *, dossier: Dossier) -> Response:
    told = {"agency_id": dossier.agency_id, "facts": {"document": str(kept.id)}}
    audited.note("document.download", "dossier", dossier.number, **told)
    return _sent(resources().objects.open(kept.object_key), kept, PDF, name)


def _sent(
    content: Iterator[bytes], kept: IssuedDocument | StoredFile, content_type: str, name: str
) -> Response:
    response = Response(content, mimetype=content_type)
    response.content_length = kept.size
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
