"""Demo custody keys: two of three demo officers, one known passphrase. Never in production."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts.models import Officer
from services.agencies.models import Agency
from services.custody import keys, making, passphrases, shares
from services.custody.ceremonies import Ceremony
from services.policy.table import Role

PASSPHRASE = "chỉ để dùng thử"  # noqa: S105 - Printed at every start of a demo.
AGENCIES = ("000.00.00.G20", "TTT.TN")
THRESHOLD, HOLDERS = 2, 3


def load(session: Session, *, now: datetime) -> None:
    """Give the demo agencies a key each; a second call changes nothing."""
    for agency in session.scalars(select(Agency).where(Agency.code.in_(AGENCIES))):
        if not keys.of_agency(session, agency.id):
            make(session, agency.id, now=now)


def make(session: Session, agency_id: int, *, now: datetime) -> Ceremony:
    """Make a key whose shares the first officers of an agency hold under the known passphrase."""
    may_hold = Officer.works_as(Role.CUSTODIAN)
    officers = select(Officer.id).where(Officer.agency_id == agency_id, may_hold)
    holders = tuple(session.scalars(officers.order_by(Officer.id).limit(HOLDERS)))
    made = shares.make(THRESHOLD, len(holders))
    ceremony = Ceremony(agency_id, holders, THRESHOLD, None, now, made)
    for holder in holders:
        ceremony.hand_out(holder, PASSPHRASE, passphrases.CHEAP)
    making.store(session, ceremony, now=now, demo=True)
    return ceremony
