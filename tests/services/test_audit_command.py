"""`./motcua audit`: one word at the end, and a code that a script can read."""

from collections.abc import Callable, Iterator

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from services.audit import trail
from services.audit.anchors import FOLDER
from services.audit.models import AuditEntry
from services.audit.trail import SERVICE_ITSELF, Note
from services.cli.audit import audit
from services.cli.people import users
from services.resources import Resources
from tests import staff
from tests.filing import NOW

Run = Callable[..., Result]


@pytest.fixture
def run(resources: Resources, engine_environment: dict[str, str]) -> Iterator[Run]:
    trail.enter_apart(resources.database, Note("x", SERVICE_ITSELF), now=NOW)
    yield lambda *words: CliRunner(env=engine_environment).invoke(audit, words)
    for key in list(resources.objects.keys(FOLDER)):
        resources.objects.delete(key)


def test_a_whole_chain_ends_well(run: Run) -> None:
    run("anchor")
    result = run("verify")
    told = result.output.splitlines()[-1]
    assert (result.exit_code, told) == (
        0,
        "1 entries up to 1, 1 anchors: all as they were written",
    )


def test_a_fault_ends_with_one(run: Run, resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.execute(text("DELETE FROM audit_waiting"))
    result = run("verify")
    assert (result.exit_code, "BAD  1 entries: kept out of the chain" in result.output) == (1, True)


def test_a_store_that_cannot_lock_is_told(run: Run) -> None:
    assert "does not lock" in run("verify").output


def test_an_hour_that_is_anchored_is_told(run: Run) -> None:
    run("anchor")
    assert "already" in run("anchor").output


def test_verifying_some_days_looks_at_no_other(run: Run) -> None:
    run("anchor")
    assert run("verify", "--from", "2026-11-21").output.splitlines()[-1].startswith("0 entries")


def test_changing_roles_is_entered_without_the_name(
    resources: Resources, engine_environment: dict[str, str]
) -> None:
    officer = staff.add(resources, "receiver")
    given = ["roles", officer.username, "auditor"]
    CliRunner(env=engine_environment).invoke(users, given)
    with resources.database.transaction() as session:
        entry = session.scalars(select(AuditEntry)).one()
    assert (entry.object_id, entry.facts["roles"]) == (str(officer.id), ["auditor"])
