"""Where the measuring is done: engines that keep their data, and the service as it is deployed."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from config import Settings
from services.cli.web import WEB_THREADS, WEB_WORKERS
from services.demo import load as demo_data
from services.local.engines import start_engines
from services.local.places import clear
from services.resources import Resources
from storage import schema

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"
PATIENCE = 60.0
PARTING = 10.0
BARE = (
    *("granian", "--interface", "wsgi", "benchmarks.bare:app", "--host", LOOPBACK),
    *("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)),
    *("--no-ws", "--log-level", "warning"),
)


@dataclass(frozen=True)
class Stage:
    resources: Resources
    environment: dict[str, str]
    stack: ExitStack

    @property
    def port(self) -> int:
        return int(self.environment["MOTCUA_BASE_URL"].rpartition(":")[2])

    def start(self, *module_and_arguments: str) -> int:
        """Start a process that ends with the stage; give its id."""
        command = [sys.executable, "-m", *module_and_arguments]
        process = subprocess.Popen(  # noqa: S603 - our own
            command, cwd=ROOT, env=self.environment, start_new_session=True
        )
        self.stack.callback(_stop, process)
        return process.pid

    def start_web(self) -> int:
        pid = self.start("services.cli", "web", "--port", str(self.port))
        wait_for(self.port, "/healthz")
        return pid

    def start_bare(self) -> tuple[int, int]:
        """Serve the bare views under the very settings of the service; give process and port."""
        port = free_port()
        pid = self.start(*BARE, "--port", str(port))
        wait_for(port, "/")
        return pid, port


@contextmanager
def stage() -> Iterator[Stage]:
    with ExitStack() as stack:
        home = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
        stack.callback(shutil.rmtree, home)
        stack.callback(clear, home)
        engines = start_engines(home, durable=True)
        stack.callback(engines.stop)
        environment = {
            "PATH": os.defpath,
            # Limits count as in production: every request comes from an address of its own.
            "MOTCUA_MODE": "demo",
            "MOTCUA_TRUSTED_PROXIES": "1",
            "MOTCUA_SECRET_KEY": "a-secret-that-only-benchmarks-know-0123456789",
            "MOTCUA_BASE_URL": f"http://{LOOPBACK}:{free_port()}",
            "MOTCUA_CUSTODIAN_SOCKET": str(home / "custodian.socket"),
            **engines.environment,
        }
        resources = Resources(Settings.from_env(environment))
        stack.callback(resources.close)
        schema.prepare(resources.settings.owner_url, role=resources.settings.role)
        resources.objects.ensure_bucket()
        with resources.database.transaction() as session:
            demo_data.load(session)
        yield Stage(resources, environment, stack)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, path: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), urllib.request.urlopen(f"http://{LOOPBACK}:{port}{path}"):
            return
        time.sleep(0.1)
    raise TimeoutError(path)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=PARTING)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
