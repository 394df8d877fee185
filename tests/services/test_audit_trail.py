"""What is entered stays: with its action, or although the action was rolled back."""

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import ProgrammingError

from services.audit import trail
from services.audit.models import AuditEntry
from services.audit.trail import SERVICE_ITSELF, Note, Outcome
from services.resources import Resources
from tests.filing import NOW, hand_in

NOTE = Note("dossier.read", SERVICE_ITSELF, ("dossier", "N-1"), outcome=Outcome.DENIED)
CHANGES = pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entries SET action = 'x'",
        "DELETE FROM audit_entries",
        "TRUNCATE audit_entries",
        "UPDATE audit_chain SET hash = ''",
        "DELETE FROM audit_chain",
        "TRUNCATE audit_chain",
        "INSERT INTO audit_waiting (entry_id) VALUES (7)",
        "ALTER TABLE audit_entries DISABLE TRIGGER ALL",
        "DROP TABLE audit_chain",
    ],
)


class ChangedMind(Exception):
    """The transaction is given up."""


def entries(resources: Resources) -> list[AuditEntry]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def give_up(resources: Resources, *, apart: bool) -> None:
    with resources.database.transaction() as session:
        if apart:
            trail.enter_apart(resources.database, NOTE, now=NOW)
        else:
            trail.enter(session, NOTE, now=NOW)
        raise ChangedMind


def test_an_entry_goes_with_its_action(resources: Resources) -> None:
    with pytest.raises(ChangedMind):
        give_up(resources, apart=False)
    assert entries(resources) == []


def test_an_entry_apart_survives_what_is_rolled_back(resources: Resources) -> None:
    with pytest.raises(ChangedMind):
        give_up(resources, apart=True)
    assert [entry.outcome for entry in entries(resources)] == ["denied"]


def test_a_filing_is_entered_without_a_word_of_it(resources: Resources) -> None:
    dossier = hand_in(resources).dossier
    entry = entries(resources)[0]
    told = f"{vars(entry)}"
    assert (entry.object_id, dossier.applicant_name in told) == (dossier.number, False)


def test_an_entry_waits_for_the_chain_by_itself(resources: Resources) -> None:
    trail.enter_apart(resources.database, NOTE, now=NOW)
    with resources.database.transaction() as session:
        assert session.scalar(text("SELECT count(*) FROM audit_waiting")) == 1


@CHANGES
def test_the_service_may_change_nothing(resources: Resources, change: str) -> None:
    trail.enter_apart(resources.database, NOTE, now=NOW)
    with pytest.raises(ProgrammingError), resources.database.transaction() as session:
        session.execute(text(change))


@pytest.mark.parametrize("verb", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize(
    ("table", "value"), [("audit_entries", "action = 'x'"), ("audit_chain", "hash = ''")]
)
def test_the_owner_is_refused_by_the_trigger(
    resources: Resources, owner: Engine, verb: str, table: str, value: str
) -> None:
    trail.enter_apart(resources.database, NOTE, now=NOW)
    with pytest.raises(ProgrammingError, match="never changed"), owner.begin() as connection:
        connection.execute(text(verb.format(table, value)))
