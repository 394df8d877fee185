"""Whoever changes, takes out or cuts anything is found out, even as owner of the database."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from services.audit import anchors, trail
from services.audit.anchors import FOLDER
from services.audit.chain import extend
from services.audit.trail import SERVICE_ITSELF, Note
from services.audit.verify import Report, verify
from services.resources import Resources
from tests.filing import NOW

COUNT = 6
HOUR = timedelta(hours=1)
UNGUARDED = (
    "ALTER TABLE audit_entries DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit_chain DISABLE TRIGGER never_changed",
)
GUARDED = (
    "ALTER TABLE audit_entries ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY",
    "ALTER TABLE audit_chain ENABLE TRIGGER never_changed",
)
CHANGED = "UPDATE audit_entries SET {} WHERE id = 3"
CLOSED = (
    "WITH gone AS (DELETE FROM audit_chain WHERE seq = 3) DELETE FROM audit_entries WHERE id = 3"
)
ANEW = (
    "WITH gone AS (DELETE FROM audit_chain) INSERT INTO audit_waiting SELECT id FROM audit_entries"
)
Forge = Callable[[str], None]


@pytest.fixture(autouse=True)
def _no_anchor_stays(resources: Resources) -> Iterator[None]:
    yield
    for key in list(resources.objects.keys(FOLDER)):
        resources.objects.delete(key)


@pytest.fixture
def chain(resources: Resources) -> None:
    grow(resources, COUNT)


@pytest.fixture
def forge(owner: Engine) -> Forge:
    """Change what must not be changed, as somebody who owns the database could."""

    def forged(change: str) -> None:
        with owner.begin() as connection:
            for unguarded in UNGUARDED:
                connection.execute(text(unguarded))
            connection.execute(text(change))
            for guarded in GUARDED:
                connection.execute(text(guarded))

    return forged


def grow(resources: Resources, count: int) -> None:
    for number in range(count):
        note = Note("dossier.read", SERVICE_ITSELF, ("dossier", f"N-{number}"), facts={"ghi": "đã"})
        trail.enter_apart(resources.database, note, now=NOW + number * HOUR)
    extend(resources.database)


def anchor(resources: Resources, hours: int = 0) -> None:
    with resources.database.transaction() as session:
        anchors.drop(session, resources.anchors, now=NOW + hours * HOUR)


def report(resources: Resources, **bounds: object) -> Report:
    with resources.database.transaction() as session:
        return verify(session, anchors.all_of(resources.anchors), **bounds)  # type: ignore[arg-type]


@pytest.mark.usefixtures("chain")
def test_a_chain_that_nobody_touched_is_whole(resources: Resources) -> None:
    anchor(resources)
    found = report(resources)
    assert (found.checked, found.anchors, found.faults) == (COUNT, 1, [])


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    "change",
    [
        "actor_kind = 'officer'",
        "actor_id = 1",
        "agency_id = 2",
        "action = 'x'",
        "object_id = 'N-9'",
        "outcome = 'denied'",
        "reason = 'x'",
        "request_id = 'x'",
        "facts = '{}'",
        "at = at + interval '1 microsecond'",
    ],
)
def test_any_change_of_an_entry_is_found(resources: Resources, forge: Forge, change: str) -> None:
    forge(CHANGED.format(change))
    assert report(resources).faults == ["entry 3 (id 3): changed"]


@pytest.mark.usefixtures("chain")
def test_a_deleted_entry_is_found(resources: Resources, forge: Forge) -> None:
    forge("DELETE FROM audit_entries WHERE id = 3")
    assert report(resources).faults == ["entry 3: deleted"]


@pytest.mark.usefixtures("chain")
def test_a_gap_in_the_chain_is_found(resources: Resources, forge: Forge) -> None:
    forge(
        "WITH gone AS (DELETE FROM audit_entries WHERE id IN (3, 4))"
        " DELETE FROM audit_chain WHERE seq IN (3, 4)"
    )
    assert report(resources).faults == ["entries 3 to 4: taken out of the chain"]


@pytest.mark.usefixtures("chain")
def test_a_chain_that_was_closed_over_a_gap_is_found(resources: Resources, forge: Forge) -> None:
    forge(CLOSED)
    forge("UPDATE audit_chain SET seq = seq - 1 WHERE seq > 3")
    assert report(resources).faults[0] == "entry 3 (id 4): changed"


@pytest.mark.usefixtures("chain")
def test_a_cut_end_is_found_by_the_anchor(resources: Resources, forge: Forge) -> None:
    anchor(resources)
    forge(
        "WITH gone AS (DELETE FROM audit_entries WHERE id > 4)"
        " DELETE FROM audit_chain WHERE seq > 4"
    )
    assert report(resources).faults == ["entries 5 to 6: cut off the end, anchor 2026-11-20T03"]


@pytest.mark.usefixtures("chain")
def test_a_chain_forged_anew_is_found_by_the_anchor(resources: Resources, forge: Forge) -> None:
    anchor(resources)
    forge("UPDATE audit_entries SET action = 'x' WHERE id = 3")
    forge(ANEW)
    extend(resources.database)
    assert report(resources).faults == ["entry 6: not the one that anchor 2026-11-20T03 saw"]


@pytest.mark.usefixtures("chain")
def test_an_entry_kept_out_of_the_chain_is_found(resources: Resources) -> None:
    trail.enter_apart(resources.database, Note("x", SERVICE_ITSELF), now=NOW)
    with resources.database.transaction() as session:
        session.execute(text("DELETE FROM audit_waiting"))
    assert report(resources).faults == ["1 entries: kept out of the chain"]


@pytest.mark.usefixtures("chain")
def test_entries_that_wait_too_long_are_a_warning(resources: Resources) -> None:
    early = NOW - timedelta(days=9)
    trail.enter_apart(resources.database, Note("x", SERVICE_ITSELF), now=early)
    found = report(resources)
    assert (found.faults, len(found.warnings)) == ([], 1)


@pytest.mark.usefixtures("chain")
def test_a_forged_anchor_is_found(resources: Resources) -> None:
    anchor(resources)
    (key,) = resources.objects.keys(FOLDER)
    forged = resources.objects.get(key).replace(b'"count": 6', b'"count": 5')
    resources.objects.put(key, forged, content_type="application/json")
    assert "not signed" in report(resources).faults[0]


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"signature": 1}'])
def test_an_unreadable_anchor_is_a_fault_and_no_crash(resources: Resources, content: bytes) -> None:
    resources.objects.put(f"{FOLDER}2026-11-20T03.json", content, content_type="text/plain")
    assert "not signed" in report(resources).faults[0]


@pytest.mark.usefixtures("chain")
def test_a_missing_anchor_is_noticed(resources: Resources) -> None:
    for hours in range(3):
        anchor(resources, hours)
    resources.objects.delete(f"{FOLDER}2026-11-20T04.json")
    assert report(resources).faults == ["anchor 2026-11-20T04: gone, 2026-11-20T05 follows it"]


@pytest.mark.usefixtures("chain")
def test_an_hour_is_anchored_once(resources: Resources) -> None:
    for _ in range(2):
        anchor(resources)
    assert len(resources.anchors.names()) == 1


def test_an_empty_audit_is_not_anchored(resources: Resources) -> None:
    anchor(resources)
    assert resources.anchors.names() == []


@pytest.mark.usefixtures("chain")
def test_a_part_is_checked_by_itself(resources: Resources, forge: Forge) -> None:
    forge("UPDATE audit_entries SET action = 'x' WHERE id = 1")
    found = report(resources, since=NOW + 2 * HOUR, until=NOW + 4 * HOUR)
    assert (found.checked, found.faults) == (2, [])


@pytest.mark.usefixtures("chain")
def test_a_part_in_which_nothing_happened_is_empty(resources: Resources) -> None:
    assert report(resources, since=NOW + timedelta(days=9)).checked == 0
