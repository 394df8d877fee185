"""Download what was issued for a dossier, and what was given to it."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from forms.procedure import Procedure
from services.documents import shelf as documents
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier
from services.files import shelf as files
from services.files.models import StoredFile
from services.web import audited
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
)
def get_receipt(number: str) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened(session, number)
        made = {document.kind: document for document in documents.issued(session, dossier.id)}
        promised = {one.kind for one in documents.promised(session, dossier.id)}
    wanted = next((kind for kind in RECEIPTS if kind in made or kind in promised), None)
    if wanted in promised:
        raise BeingMade
    if wanted is None:
        raise ObjectMissing(number)
    name = file_name(wanted, dossier.number, _procedure(dossier))
    return _streamed(made[wanted], PDF, name, dossier=dossier)


@operation(
    "GET /dossiers/<number>/documents/<int:document>",
    Answer(schema=BYTES, content_type=PDF, description="The document, as PDF"),
    refuses=(401, 404),
    summary="A document that was issued",
    security=SECURITY,
)
def get_document(number: str, document: int) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened(session, number)
        found = _named(documents.issued(session, dossier.id), document)
    name = file_name(found.kind, dossier.number, _procedure(dossier))
    return _streamed(found, PDF, name, dossier=dossier)


@operation(
    "GET /dossiers/<number>/files/<uuid:file>",
    Answer(schema=BYTES, content_type="*/*", description="The file"),
    refuses=(401, 404),
    summary="A file that was given, or the result",
    security=SECURITY,
)
def get_file(number: str, file: UUID) -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened(session, number)
        found = _named(files.of_dossier(session, dossier.id), file)
    return _streamed(found, found.content_type, found.name, dossier=dossier)


def _procedure(dossier: Dossier) -> Procedure:
    return resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)


def _named(kept: Iterable[Kept], name: int | UUID) -> Kept:
    found = next((one for one in kept if one.id == name), None)
    if found is None:
        raise ObjectMissing(str(name))
    return found


def _streamed(
    kept: IssuedDocument | StoredFile, content_type: str, name: str, *, dossier: Dossier
) -> Response:
    kind = "file" if isinstance(kept, StoredFile) else "document"
    told = {"agency_id": dossier.agency_id, "facts": {kind: str(kept.id)}}
    audited.note(f"{kind}.download", "dossier", dossier.number, **told)
    response = Response(resources().objects.open(kept.object_key), mimetype=content_type)
    response.content_length = kept.size
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
