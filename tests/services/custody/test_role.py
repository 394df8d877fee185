"""The database rights that the guide gives to the custodian are enough for all it does."""

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
from storage.scope import CUSTODIAN
from tests.custodian import BY_PASSPHRASE, officers_of, unlock
from tests.filing import NOW
from tests.service import ROOT, wait_until
from tests.services.custody.conftest import PROVINCE, Sealed

GUIDE = Path(ROOT, "docs", "custody.md")
GRANTS = re.compile(rf"^GRANT (.+) ON (.+) TO {CUSTODIAN};$", re.MULTILINE)


def test_the_guide_tells_the_rights_that_are_given() -> None:
    told = {
        table: rights
        for rights, tables in GRANTS.findall(GUIDE.read_text(encoding="utf-8"))
        for table in tables.split(", ")
    }
    assert told == OF_THE_CUSTODIAN


def test_these_rights_are_enough(
    custodian: Custodian, sealed: Sealed, resources: Resources, province_key: Ceremony
) -> None:
    unlock(custodian, sealed.key_id, sealed.holders)
    opened = custodian.open(sealed.request(), sealed.dossier_id)
    make_another(custodian, province_key.agency_id, officers_of(resources, PROVINCE))
    for holder in sealed.holders[:2]:
        custodian.give(sealed.key_id, Purpose.ROTATE, holder, BY_PASSPHRASE)
    wait_until(lambda: str(sealed.key_id) not in custodian.status()["keys"])
    with resources.database.transaction() as session:
        left = len(keys.of_agency(session, province_key.agency_id))
    assert (opened.data_key, left) == (sealed.data_key, 1)


def test_the_role_reads_no_dossier(room: Room) -> None:
    with room.database.engine.connect() as connection:
        may = text("SELECT has_table_privilege(:name, 'SELECT')")
        read = [connection.scalar(may, {"name": name}) for name in ("dossiers", "sealed_values")]
        user = connection.scalar(text("SELECT current_user"))
    assert (user, read) == (CUSTODIAN, [False, False])


def make_another(custodian: Custodian, agency_id: int, holders: list[int]) -> None:
    custodian.begin(agency_id, holders, demo.THRESHOLD, by=0)
    for holder in holders:
        words = custodian.take_share(agency_id, holder, f"{demo.PASSPHRASE} {NOW:%Y}")
        custodian.prove_share(agency_id, holder, words)
