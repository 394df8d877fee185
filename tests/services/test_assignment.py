"""A dossier is given to an officer who could work on it, by whoever may give it."""

import pytest
from sqlalchemy import select

from services.audit.models import AuditEntry
from services.dossiers import assignment
from services.dossiers.assignment import GIVEN, NobodySuch
from services.dossiers.models import Dossier
from services.policy.check import NotPermitted, allowed
from services.policy.table import Action
from services.resources import Resources
from tests import staff
from tests.filing import AGENCY, NOW, hand_in


@pytest.fixture
def dossier(resources: Resources) -> Dossier:
    return hand_in(resources).dossier


def give(resources: Resources, by: str, to_role: str, agency: str = AGENCY) -> Dossier:
    giver, taker = staff.add(resources, by), staff.add(resources, to_role, agency=agency)
    with resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
        assignment.assign(session, dossier, taker.id, by=giver, now=NOW)
        assert allowed(taker, Action.READ, dossier)
        return dossier


@pytest.mark.usefixtures("dossier")
def test_the_head_gives_it_to_a_verifier_who_reads_it_then(resources: Resources) -> None:
    assert give(resources, "head", "verifier").assigned_to_id is not None


@pytest.mark.usefixtures("dossier")
def test_a_receiver_gives_it_to_nobody(resources: Resources) -> None:
    with pytest.raises(NotPermitted):
        give(resources, "receiver", "verifier")


@pytest.mark.usefixtures("dossier")
@pytest.mark.parametrize(
    ("role", "agency"), [("administrator", AGENCY), ("receiver", staff.OTHER_COMMUNE)]
)
def test_nobody_unfit_is_given_it(resources: Resources, role: str, agency: str) -> None:
    with pytest.raises(NobodySuch):
        give(resources, "head", role, agency)


def test_taking_over_leaves_the_pages_of_others_good(
    resources: Resources, dossier: Dossier
) -> None:
    taker = staff.add(resources, "receiver")
    with resources.database.transaction() as session:
        found = session.scalars(select(Dossier)).one()
        assignment.take(session, found, taker, now=NOW)
    assert (found.assigned_to_id, found.revision) == (taker.id, dossier.revision)


@pytest.mark.usefixtures("dossier")
def test_giving_is_entered(resources: Resources) -> None:
    given = give(resources, "head", "verifier")
    with resources.database.transaction() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == GIVEN)).one()
    assert entry.facts == {"from": None, "to": given.assigned_to_id}
