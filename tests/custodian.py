"""A custodian for the tests: in a thread of the tests, or as the process that it is."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from config import Settings
from services.accounts.models import Officer
from services.agencies import directory
from services.custody import demo, keys, passphrases
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian, Proof
from services.custody.desk import Desk
from services.custody.refusals import CustodianAway
from services.custody.room import Room
from services.custody.server import Server
from services.custody.vault import Purpose
from services.policy.table import Role
from services.resources import Resources
from storage.database import Database
from storage.scope import SERVICE
from tests.filing import NOW
from tests.service import ROOT, beside, wait_until

COMMAND = [sys.executable, "-m", "services.cli", "custodian"]
IDLE = timedelta(hours=1)
MINISTRY = "000.00.00.G20"
PROVINCE = "TTT.TN"
BY_PASSPHRASE = Proof(passphrase=demo.PASSPHRASE)


@contextmanager
def room_of(environment: dict[str, str]) -> Iterator[Room]:
    """Give the custodian's own connection and memory, with passphrases that cost little."""
    database = Database(environment["MOTCUA_CUSTODIAN_DATABASE_URL"], scope=SERVICE, pool_size=2)
    opened = Room.opened(database, idle=IDLE, production=False)
    opened.cost = passphrases.CHEAP
    yield opened
    database.dispose()


@contextmanager
def served(room: Room, settings: Settings) -> Iterator[Custodian]:
    """Serve the socket, from a thread."""
    desk = Desk(room, threading.Lock())
    server = Server(Path(settings.custody.socket), desk, {os.geteuid()})
    with beside(server.serve):
        yield Custodian(settings.custody.socket)


@pytest.fixture
def room(resources: Resources, engine_environment: dict[str, str]) -> Iterator[Room]:  # noqa: ARG001 - cleans up after the test
    with room_of(engine_environment) as opened:
        yield opened


@pytest.fixture
def custodian(room: Room, settings: Settings) -> Iterator[Custodian]:
    with served(room, settings) as client:
        yield client


class Processes:
    """The custodian as its own process, as often as it has to be started."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.client = Custodian(environment["MOTCUA_CUSTODIAN_SOCKET"])
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.running = subprocess.Popen(COMMAND, cwd=ROOT, env=self.environment)
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            self.client.status()
        except CustodianAway:
            return False
        return True

    def end(self, sign: signal.Signals = signal.SIGTERM) -> None:
        if self.running is not None:
            self.running.send_signal(sign)
            self.running.wait(10)
        self.running = None


@pytest.fixture
def process(resources: Resources, engine_environment: dict[str, str]) -> Iterator[Processes]:  # noqa: ARG001
    started = Processes(engine_environment)
    started.start()
    yield started
    started.end()


@pytest.fixture
def province_key(resources: Resources) -> Ceremony:
    """Give the province a key of which three officers hold shares; the words are in it."""
    return key_for(resources, PROVINCE)


def key_for(resources: Resources, code: str) -> Ceremony:
    with resources.database.transaction() as session:
        return demo.make(session, directory.get(session, code).id, now=NOW)


def unlock(custodian: Custodian, key_id: int, holders: tuple[int, ...]) -> None:
    for holder in holders[: demo.THRESHOLD]:
        custodian.give(key_id, Purpose.UNLOCK, holder, BY_PASSPHRASE)


def unlock_agency(resources: Resources, custodian: Custodian, code: str) -> None:
    """Unlock the key that an agency of the demo has."""
    with resources.database.transaction() as session:
        key = keys.of_agency(session, directory.get(session, code).id)[0]
        key_id, holders = key.id, tuple(share.holder_id for share in key.shares)
    unlock(custodian, key_id, holders)


def officers_of(resources: Resources, code: str) -> list[int]:
    """List those who may hold a share."""
    with resources.database.transaction() as session:
        agency = directory.get(session, code)
        holds = Officer.works_as(Role.CUSTODIAN)
        known = select(Officer.id).where(Officer.agency_id == agency.id, holds)
        return list(session.scalars(known.order_by(Officer.id)))


def now() -> datetime:
    return datetime.now(UTC)
