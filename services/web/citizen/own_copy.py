"""The visitor's own petition and files, opened in the moment, and kept by nobody on the way."""

from http import HTTPStatus

from flask import Response, abort
from flask.typing import ResponseReturnValue

from services.confined.process import Broken, Overtaxed
from services.documents import own_copy
from services.dossiers.models import Dossier
from services.dossiers.unsealing import Unsealed
from services.files.models import StoredFile
from services.web import audited, unsealed_files
from services.web.context import resources
from services.web.document_titles import file_name
from services.web.downloads import PDF, as_file

PRINTED = "dossier.print_own"


def petition(dossier: Dossier, unsealed: Unsealed) -> ResponseReturnValue:
    """Print the petition as it was handed in."""
    catalogue = resources().catalogue
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    with resources().database.transaction() as session:
        written = own_copy.paper(
            session,
            catalogue,
            dossier,
            unsealed,
            objects=resources().objects,
            base_url=resources().settings.base_url,
        )
    try:
        pdf = own_copy.printed(written)
    except (Broken, Overtaxed):
        # Nothing is lost: the petition is written anew at the next try.
        abort(HTTPStatus.SERVICE_UNAVAILABLE)
    audited.note(PRINTED, "dossier", dossier.number, agency_id=dossier.agency_id)
    name = file_name(own_copy.name_of(procedure) or "petition", dossier.number, procedure)
    return as_file(Response(pdf, content_type=PDF), name)


def file(dossier: Dossier, stored: StoredFile, unsealed: Unsealed) -> ResponseReturnValue:
    """Give a file back, unsealed while it flows."""
    response = Response(
        unsealed_files.content(dossier, stored, unsealed.owner), content_type=stored.content_type
    )
    response.content_length = stored.size
    return as_file(response, stored.shown_name)
