"""An officer, a session of hers, and what seals her secrets."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from services.accounts import sessions
from services.accounts.models import Officer, OfficerSession
from services.accounts.sealing import Seals
from services.resources import Resources
from tests import staff
from tests.filing import NOW


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


@pytest.fixture
def officer(resources: Resources, session: Session) -> Officer:
    made = staff.add(resources, "receiver")
    return session.get_one(Officer, made.id)


@pytest.fixture
def row(session: Session, officer: Officer) -> OfficerSession:
    token = sessions.begin(session, officer, now=NOW)
    found = sessions.find(session, token, now=NOW)
    assert found is not None
    return found


@pytest.fixture
def seals(resources: Resources) -> Seals:
    return resources.seals
