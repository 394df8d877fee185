"""Sees that nothing of the demo is left where the service runs in earnest."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import passwords
from services.accounts.models import Officer
from services.custody import keys
from services.demo import load


class DemoDataInProduction(Exception):
    """An officer of the demo could still sign in with the password that everybody knows."""


def require(session: Session) -> None:
    """See that no demo login and no demo key works.

    Raises:
        DemoDataInProduction: a demo officer has the demo password.
        DemoKeyInProduction: a custody key opens with the demo passphrase.

    """
    keys.refuse_demo(session)
    names = [username for username, *_ in load.logins()]
    kept = select(Officer.password_hash).where(Officer.username.in_(names), Officer.active)
    # The demo hashes its one password once, so that the known hash is tried once.
    for kept_hash in session.scalars(kept.distinct()):
        if passwords.verify(kept_hash, load.PASSWORD):
            raise DemoDataInProduction
