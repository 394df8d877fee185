"""Short-lived links to files and documents: whoever may see a page may fetch what it lists.

An officer's link works in that officer's session alone, and asks the policy again.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, g, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy.orm import Session

from forms.procedure import Procedure
from services.accounts.models import Officer
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier
from services.files import seals
from services.files.models import StoredFile
from services.files.seals import FilesClosed
from services.policy import check
from services.policy.table import Action
from services.web import audited, signed_in
from services.web.context import resources
from services.web.document_titles import file_name, title
from services.web.errors import answer
from services.web.formatting import size
from storage.objects import ObjectMissing
from storage.scope import of_agency

Kind = Literal["file", "document"]

LASTS_SECONDS = 600
# In a link: made for a person who is no officer.
NOBODY = 0
PDF = "application/pdf"
GONE = 410
# What was uploaded must never run as a page of this site.
POLICY = "default-src 'none'; sandbox"

blueprint = Blueprint("downloads", __name__)


@dataclass(frozen=True)
class Parcel:
    """What is sent: where it lies and what the receiver's computer is told about it."""

    key: str
    name: str
    content_type: str
    size: int
    dossier: Dossier | None
    stored: StoredFile | None = None


def join(app: Flask) -> None:
    app.register_blueprint(blueprint)


def link(kind: Kind, item: int | UUID) -> str:
    """Make an address that fetches one item during the next ten minutes.

    The caller has checked that the reader may see the dossier or the draft that it belongs to.
    """
    reader: Officer | None = g.get("officer")
    named = [kind, str(item), reader.id if reader else NOBODY]
    return url_for("downloads.fetch", token=_signer().dumps(named))


def file_entry(stored: StoredFile) -> dict[str, str]:
    """Describe an uploaded file for the component `file_list`."""
    href = "" if stored.is_sealed else link("file", stored.id)
    return {"name": stored.name, "about": size(stored.size), "href": href}


def document_entry(document: IssuedDocument, procedure: Procedure) -> dict[str, str]:
    """Describe an issued document for the component `file_list`."""
    return {
        "name": title(document.kind, procedure),
        "about": f"PDF, {size(document.size)}",
        "href": link("document", document.id),
    }


@blueprint.get("/tai-ve/<token>")
def fetch(token: str) -> ResponseReturnValue:
    try:
        kind, item, reader = _signer().loads(token, max_age=LASTS_SECONDS)
    except SignatureExpired:
        return answer(GONE)
    except BadSignature:
        return answer(404)
    officer = _reader(reader)
    scope = of_agency(officer.agency_id) if officer else None
    with resources().database.transaction(scope) as session:
        parcel = PARCELS[cast("Kind", kind)](session, item)
    if parcel.dossier and parcel.dossier.hidden_at:
        raise ObjectMissing(item)
    if officer and parcel.dossier:
        check.require(officer, Action.READ, parcel.dossier)
    _note(kind, item, parcel, officer)
    return _sent(parcel)


def _reader(officer_id: int) -> Officer | None:
    """Tell which officer the link was made for, if for one; it serves nobody else."""
    if officer_id == NOBODY:
        return None
    officer = signed_in.officer()
    if officer is None or officer.id != officer_id:
        abort(403)
    return officer


def _note(kind: str, item: str, parcel: Parcel, officer: Officer | None) -> None:
    dossier = parcel.dossier
    audited.note(
        f"{kind}.download",
        "dossier" if dossier else kind,
        dossier.number if dossier else "",
        by=audited.who(officer),
        agency_id=dossier.agency_id if dossier else None,
        facts={kind: item},
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="download")


def _file(session: Session, item: str) -> Parcel:
    stored = session.get(StoredFile, UUID(item))
    if stored is None:
        raise ObjectMissing(item)
    dossier = session.get_one(Dossier, stored.dossier_id) if stored.dossier_id else None
    if stored.is_sealed:
        # Its key is not here: whoever holds it gets the content on pages of their own.
        raise FilesClosed(item)
    kept = stored.object_key, stored.name, stored.content_type, stored.size
    return Parcel(*kept, dossier, stored)


def _document(session: Session, item: str) -> Parcel:
    document = session.get(IssuedDocument, int(item))
    if document is None:
        raise ObjectMissing(item)
    dossier = session.get_one(Dossier, document.dossier_id)
    procedure = resources().catalogue.version(dossier.procedure_code, dossier.procedure_version)
    name = file_name(document.kind, dossier.number, procedure)
    return Parcel(document.object_key, name, PDF, document.size, dossier)


PARCELS = {"file": _file, "document": _document}


def _sent(parcel: Parcel) -> Response:
    """Stream the object: it is never held in memory as a whole."""
    objects, stored = resources().objects, parcel.stored
    content = seals.content(objects, stored, None) if stored else objects.open(parcel.key)
    response = Response(content, content_type=parcel.content_type)
    response.content_length = parcel.size
    return as_file(response, parcel.name)


def as_file(response: Response, name: str) -> Response:
    """Let the browser keep what is sent as a file of this name, and show it nowhere."""
    response.headers["Content-Disposition"] = disposition(name)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def disposition(name: str) -> str:
    """Name the file for old and new browsers (RFC 6266, RFC 5987)."""
    letters = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(sign if sign not in '"\\%' else "_" for sign in letters if " " <= sign <= "~")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
