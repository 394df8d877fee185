"""The custodian works under the rights that the guide tells, which are enough for all it does."""

import re
from pathlib import Path

from sqlalchemy import text

from services.custody import demo, keys
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.room import Room
from services.custody.vault import Purpose
from services.resources import Resources
from storage.grants import OF_THE_CUSTODIAN
from tests.custodian import BY_PASSPHRASE, officers_of, unlock
from tests.filing import NOW
from tests.service import ROOT, wait_until
from tests.services.custody.conftest import PROVINCE, Sealed

GUIDE = Path(ROOT, "docs", "custody.md")
GRANT = re.compile(r"^GRANT (.+) ON (.+) TO motcua_custodian;$", re.MULTILINE)
RIGHT = re.compile(r"[A-Z]+(?: \([^)]*\))?")


def told() -> dict[str, set[str]]:
    """Read the rights of the guide, table by table."""
    rights: dict[str, set[str]] = {}
    for given, tables in GRANT.findall(GUIDE.read_text(encoding="utf-8")):
        for table in tables.split(", "):
            rights.setdefault(table, set()).update(RIGHT.findall(given))
    return rights


def test_the_guide_tells_the_rights_that_are_given() -> None:
    assert told() == {table: set(RIGHT.findall(way)) for table, way in OF_THE_CUSTODIAN.items()}


def test_the_rights_are_enough(
    custodian: Custodian, sealed: Sealed, resources: Resources, province_key: Ceremony
) -> None:
    unlock(custodian, sealed.key_id, sealed.holders)
    opened = sealed.open(custodian)
    make_another(custodian, province_key.agency_id, officers_of(resources, PROVINCE))
    for holder in sealed.holders[:2]:
        custodian.give(sealed.key_id, Purpose.ROTATE, holder, BY_PASSPHRASE)
    wait_until(lambda: str(sealed.key_id) not in custodian.status()["keys"])
    with resources.database.transaction() as session:
        left = len(keys.of_agency(session, province_key.agency_id))
    assert (opened.data_key, left) == (sealed.data_key, 1)


def test_the_role_reads_whose_a_dossier_is_and_nothing_of_it(room: Room) -> None:
    asked = text("SELECT current_user, has_column_privilege('dossiers', :column, 'SELECT')")
    with room.database.engine.connect() as connection:
        may = [tuple(connection.execute(asked, {"column": one}).one()) for one in COLUMNS]
    assert may == [("motcua_custodian", is_open) for is_open in COLUMNS.values()]


COLUMNS = {"agency_id": True, "assigned_to_id": True, "answers": False, "frozen": False}


def make_another(custodian: Custodian, agency_id: int, holders: list[int]) -> None:
    custodian.begin(agency_id, holders, demo.THRESHOLD, by=0)
    for holder in holders:
        words = custodian.take_share(agency_id, holder, f"{demo.PASSPHRASE} {NOW:%Y}")
        custodian.prove_share(agency_id, holder, words)
