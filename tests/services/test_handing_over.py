"""Open dossiers go from one officer to another, and nobody reads them for that."""

import pytest
from sqlalchemy import select, update

from services.accounts.models import Officer
from services.audit.models import AuditEntry
from services.dossiers import handing_over
from services.dossiers.assignment import NobodySuch
from services.dossiers.models import Dossier
from services.policy.check import NotPermitted
from services.resources import Resources
from storage.scope import of_agency
from tests import staff
from tests.filing import NOW, hand_in


@pytest.fixture
def holder(resources: Resources) -> Officer:
    """Give an officer who has one open dossier and one that is closed."""
    officer = staff.add(resources, "verifier")
    for attempt, closed_at in (("one", None), ("two", NOW)):
        number = hand_in(resources, attempt=attempt).dossier.number
        with resources.database.transaction() as session:
            given = update(Dossier).where(Dossier.number == number)
            session.execute(given.values(assigned_to_id=officer.id, closed_at=closed_at))
    return officer


def give(resources: Resources, holder: Officer, to: Officer, by: Officer) -> int:
    with resources.database.transaction(of_agency(holder.agency_id)) as session:
        return handing_over.hand_over(session, holder, to.id, by=by, now=NOW)


def test_open_dossiers_go_over(resources: Resources, holder: Officer) -> None:
    taker = staff.add(resources, "receiver")
    administrator = staff.add(resources, "administrator", agency=staff.PROVINCE)
    count = give(resources, holder, taker, administrator)
    with resources.database.transaction() as session:
        left = [handing_over.count(session, one) for one in (holder, taker)]
    assert (count, left) == (1, [0, 1])


def test_each_dossier_s_change_is_entered(resources: Resources, holder: Officer) -> None:
    taker = staff.add(resources, "receiver")
    give(resources, holder, taker, staff.add(resources, "administrator"))
    with resources.database.transaction() as session:
        wanted = select(AuditEntry.reason).where(AuditEntry.action == "dossier.assign")
        assert session.scalars(wanted).all() == ["hand-over"]


def test_nobody_but_an_administrator_hands_over(resources: Resources, holder: Officer) -> None:
    with pytest.raises(NotPermitted):
        give(resources, holder, staff.add(resources, "receiver"), staff.add(resources, "head"))


@pytest.mark.parametrize(("role", "agency"), [("auditor", None), ("receiver", staff.OTHER_COMMUNE)])
def test_they_go_to_a_colleague_who_may_read_them(
    resources: Resources, holder: Officer, role: str, agency: str | None
) -> None:
    elsewhere = {"agency": agency} if agency else {}
    taker = staff.add(resources, role, **elsewhere)
    with pytest.raises(NobodySuch):
        give(resources, holder, taker, staff.add(resources, "administrator"))


def test_they_do_not_go_back_to_their_holder(resources: Resources, holder: Officer) -> None:
    with pytest.raises(NobodySuch):
        give(resources, holder, holder, staff.add(resources, "administrator"))
