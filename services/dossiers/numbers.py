"""Numbers drawn from the database: unique, in order, without gaps."""

from datetime import date

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.dossiers.models import Counter

DRAWN = (
    insert(Counter)
    .values(scope=bindparam("scope"), last=1)
    .on_conflict_do_update(index_elements=[Counter.scope], set_={"last": Counter.last + 1})
    .returning(Counter.last)
)


def next_in(session: Session, scope: str) -> int:
    """Draw the next number of a scope.

    The counter's row stays locked until the transaction ends: a rolled-back transaction gives
    its number back, and two at once wait for one another. Draw it late in the transaction.
    """
    # Past the session, which has nothing to add here and takes most of the time.
    return session.connection().execute(DRAWN, {"scope": scope}).scalar_one()


def dossier_number(session: Session, pattern: str, *, agency_code: str, day: date) -> str:
    """Give a dossier its code after the installation's pattern, counted per agency and day."""
    counter = next_in(session, f"dossier:{agency_code}:{day:%Y-%m-%d}")
    return pattern.format(agency=agency_code, day=day, counter=counter)


def document_number(session: Session, *, agency_code: str, symbol: str, day: date) -> str:
    """Give an outgoing document its number, counted per agency, symbol and year.

    Numbers below ten are padded (NĐ 30/2020 Phụ lục I).
    """
    counter = next_in(session, f"document:{agency_code}:{symbol}:{day:%Y}")
    return f"{counter:02d}/{symbol}"
