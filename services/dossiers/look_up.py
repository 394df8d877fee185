"""Find a dossier by number and access code, or by number within an agency."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.dossiers.access_codes import AccessCodes
from services.dossiers.models import Dossier

LONGEST_NUMBER = 64
# Compared when the number is unknown, so that both answers take the same way.
NO_HASH = bytes(32)


class DossierMissing(Exception):
    """No dossier answers to that: the number is unknown, or the code is not its own."""


def by_code(session: Session, codes: AccessCodes, *, number: str, code: str) -> Dossier:
    """Give the dossier to whoever knows its number and code.

    Raises:
        DossierMissing: which of the two is wrong is not told.

    """
    wanted = number.strip().upper()[:LONGEST_NUMBER]
    dossier = session.scalar(select(Dossier).where(Dossier.number == wanted))
    matches = codes.matches(code, dossier.access_code_hash if dossier else NO_HASH)
    if dossier is None or not matches:
        raise DossierMissing
    return dossier


def in_agency(session: Session, agency_id: int, number: str) -> Dossier:
    """Give an officer a dossier of the own agency; another agency's does not exist for them.

    Raises:
        DossierMissing: no dossier of this agency has that number.

    """
    dossier = session.scalar(
        select(Dossier).where(Dossier.number == number, Dossier.agency_id == agency_id)
    )
    if dossier is None:
        raise DossierMissing
    return dossier
