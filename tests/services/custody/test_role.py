"""The database rights that the guide gives to the custodian are enough for all it does."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, text

from services.custody import demo, keys
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.custody.room import Room
from services.custody.vault import Purpose
from services.local.engines import RunningEngines
from services.local.postgres import ADMIN
from services.local.secret_files import secret
from services.resources import Resources
from tests.custodian import BY_PASSPHRASE, officers_of, unlock
from tests.filing import NOW
from tests.service import ROOT, wait_until
from tests.services.custody.conftest import PROVINCE, Sealed

GUIDE = Path(ROOT, "docs", "custody.md")
GRANTS = re.compile(r"```sql\n(.*?)```", re.DOTALL)


@pytest.fixture
def admin(engines: RunningEngines, resources: Resources) -> Iterator[Connection]:
    """Open the database as its administrator, who may make roles."""
    url = resources.database.engine.url
    password = secret(engines.home, "postgres-admin")
    mighty = create_engine(url.set(username=ADMIN, password=password), isolation_level="AUTOCOMMIT")
    with mighty.connect() as connection:
        yield connection
    mighty.dispose()


@pytest.fixture
def role(admin: Connection, room: Room) -> Iterator[None]:
    """Let the custodian's connections have the rights of the guide and no others."""
    found = GRANTS.search(GUIDE.read_text(encoding="utf-8"))
    assert found
    user = room.database.engine.url.username
    admin.execute(text(f"CREATE ROLE motcua_custodian; GRANT motcua_custodian TO {user}"))
    admin.execute(text(found[1]))

    def become(connection: Any, _: Any) -> None:
        connection.execute("SET ROLE motcua_custodian")
        connection.commit()

    event.listen(room.database.engine, "connect", become)
    yield
    room.database.dispose()
    admin.execute(text("DROP OWNED BY motcua_custodian; DROP ROLE motcua_custodian"))


@pytest.mark.usefixtures("role")
def test_the_rights_of_the_guide_are_enough(
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


@pytest.mark.usefixtures("role")
def test_the_role_reads_no_dossier(room: Room) -> None:
    with room.database.engine.connect() as connection:
        may = text("SELECT has_table_privilege(:name, 'SELECT')")
        read = [connection.scalar(may, {"name": name}) for name in ("dossiers", "sealed_values")]
    assert read == [False, False]


def make_another(custodian: Custodian, agency_id: int, holders: list[int]) -> None:
    custodian.begin(agency_id, holders, demo.THRESHOLD, by=0)
    for holder in holders:
        words = custodian.take_share(agency_id, holder, f"{demo.PASSPHRASE} {NOW:%Y}")
        custodian.prove_share(agency_id, holder, words)
