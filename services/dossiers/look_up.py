"""Find a dossier by number and access code, or by number within an agency."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.dossiers.access_codes import AccessCodes
from services.dossiers.models import Dossier
from services.policy import check
from services.policy.table import Action

LONGEST_NUMBER = 64
# Compared when the number is unknown, so that both answers take the same way.
NO_HASH = bytes(32)


class DossierMissing(Exception):
    """No dossier answers to that: the number is unknown, or the code is not its own.

    number: for the audit alone, of the dossier whose code was wrong; a number that no dossier has
        may be anything that somebody typed
    """

    def __init__(self, number: str = "") -> None:
        super().__init__()
        self.number = number


class DossierHidden(DossierMissing):
    """It waits for its deletion; only whoever holds its code is told so."""


def by_code(session: Session, codes: AccessCodes, *, number: str, code: str) -> Dossier:
    """Give the dossier to whoever knows its number and code.

    Raises:
        DossierMissing: which of the two is wrong is not told.
        DossierHidden: both are right, but it waits for its deletion.

    """
    wanted = number.strip().upper()[:LONGEST_NUMBER]
    # Little is read before the code is known to be right: an unknown number takes as long.
    known = session.execute(
        select(Dossier.id, Dossier.number, Dossier.access_code_hash).where(Dossier.number == wanted)
    ).one_or_none()
    matches = codes.matches(code, known.access_code_hash if known else NO_HASH)
    if known is None or not matches:
        raise DossierMissing(known.number if known else "")
    dossier = session.get_one(Dossier, known.id)
    if dossier.hidden_at:
        raise DossierHidden(dossier.number)
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


def for_officer(session: Session, officer: check.Subject, number: str) -> Dossier:
    """Give an officer a dossier to read.

    Raises:
        DossierMissing: no dossier of the officer's agency has that number.
        NotPermitted: it is not this officer's to read.

    """
    dossier = in_agency(session, officer.agency_id, number)
    check.require(officer, Action.READ, dossier)
    return dossier
