"""The sealed part of the visitor's own dossier, opened with the access code that was given."""

from flask import g
from sqlalchemy.orm import Session

from services.dossiers import parting, unsealing
from services.dossiers.models import Dossier
from services.dossiers.unsealing import Unsealed
from services.web.citizen import visit
from services.web.citizen.opened import NothingOpened
from services.web.context import resources


def code_key(dossier: Dossier, code: str) -> bytes | None:
    """Give the key that the code makes; none if nothing of the dossier is sealed."""
    is_sealed = parting.is_sealed(dossier.frozen)
    return resources().access_codes.key(code) if is_sealed else None


def of(session: Session, dossier: Dossier) -> Unsealed | None:
    """Open the sealed part of the dossier that this browser has open; none if it has none.

    Raises:
        NothingOpened: the browser has let go of the key; the code has to be given again.
        WrongKey, Tampered: something is not as it was sealed.

    """
    if not parting.is_sealed(dossier.frozen):
        return None
    g.sealed_number, g.sealed_agency = dossier.number, dossier.agency_id
    key = visit.code_key(dossier.id)
    if key is None:
        raise NothingOpened
    return unsealing.by_code(session, dossier, key)


def by_code(session: Session, dossier: Dossier, code: str) -> Unsealed | None:
    """Open it with the code itself; see `of`."""
    g.sealed_number, g.sealed_agency = dossier.number, dossier.agency_id
    key = code_key(dossier, code)
    return unsealing.by_code(session, dossier, key) if key else None
