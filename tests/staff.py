"""Officers of one role each, made for a test and forgotten after it."""

from sqlalchemy import select, update

from services.accounts.models import Officer
from services.agencies import directory
from services.dossiers.models import Dossier
from services.resources import Resources
from tests.filing import AGENCY

PREFIX = "test."
MODEL = "pdp.hoa"
CAPITAL = "000.00.00.G20"
PROVINCE = "TTT.TN"
OTHER_COMMUNE = "XA.05830"


def add(resources: Resources, *roles: str, agency: str = AGENCY) -> Officer:
    """Add an officer who has the password of the demo."""
    with resources.database.transaction() as session:
        known = session.scalars(select(Officer).where(Officer.username == MODEL)).one()
        office = directory.get(session, agency)
        officer = Officer(
            username=f"{PREFIX}{'.'.join(roles)}.{office.id}",
            agency_id=office.id,
            agency=office,
            full_name="Nguyễn Thị Thử",
            position="Công chức",
            password_hash=known.password_hash,
            roles=list(roles),
            is_demo=True,
        )
        session.add(officer)
    return officer


def named(resources: Resources, username: str) -> Officer:
    with resources.database.transaction() as session:
        return session.scalars(select(Officer).where(Officer.username == username)).one()


def one(resources: Resources, *roles: str) -> Officer:
    """Find the test's officer of these roles, or add one."""
    with resources.database.transaction() as session:
        mine = Officer.username.startswith(f"{PREFIX}{'.'.join(roles)}.")
        known = session.scalars(select(Officer).where(mine)).first()
    return known or add(resources, *roles)


def give(resources: Resources, dossier_id: int, officer: Officer) -> None:
    """Put somebody in charge of a dossier."""
    with resources.database.transaction() as session:
        session.execute(
            update(Dossier).where(Dossier.id == dossier_id).values(assigned_to_id=officer.id)
        )
