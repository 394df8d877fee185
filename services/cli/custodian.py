"""`./motcua custodian`: the process that alone can open a dossier, once its holders allow it."""

import grp
import os
import pwd
import signal
import sys
import threading
from datetime import timedelta
from pathlib import Path

import click
import structlog

from config import CustodianSettings, Mode, SettingsFault
from services.custody import keys
from services.custody.desk import Desk
from services.custody.hardening import harden
from services.custody.refusals import DemoKeyInProduction
from services.custody.room import Room
from services.custody.server import Server, SocketTaken
from storage.database import Database
from storage.scope import SERVICE

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)
POOL = 2

log = structlog.get_logger(__name__)


@click.command()
def custodian() -> None:
    """Guard the custody keys: starts sealed, keeps private keys in memory only."""
    settings = CustodianSettings.from_env()
    locked = harden()
    if not locked:
        log.warning("memory is not locked: set LimitMEMLOCK=infinity")
    stop = threading.Event()
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    try:
        server = _server(settings, memory_locked=locked)
    except (DemoKeyInProduction, SocketTaken) as refusal:
        sys.exit(f"custodian: {_words(refusal)}")
    server.serve(stop)


def _server(settings: CustodianSettings, *, memory_locked: bool) -> Server:
    database = Database(settings.database_url, scope=SERVICE, pool_size=POOL)
    production = settings.mode is Mode.PRODUCTION
    if production:
        with database.transaction() as session:
            keys.refuse_demo(session)
    idle = timedelta(minutes=settings.idle_minutes)
    room = Room.opened(database, idle=idle, production=production)
    room.memory_locked = memory_locked
    log.info("the custodian starts sealed")
    users = {os.geteuid(), *map(_user, settings.users)}
    group = _group(settings.group) if settings.group else -1
    return Server(Path(settings.socket), Desk(room, threading.Lock()), users, group)


def _user(name: str) -> int:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        raise SettingsFault(f"MOTCUA_CUSTODIAN_USERS names {name}, who is no user here.") from None


def _group(name: str) -> int:
    try:
        return grp.getgrnam(name).gr_gid
    except KeyError:
        raise SettingsFault(f"MOTCUA_CUSTODIAN_GROUP is {name}, which is no group here.") from None


def _words(refusal: Exception) -> str:
    told = getattr(refusal, "told", None)
    return told.en if told else str(refusal)
