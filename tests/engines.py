"""Real engines for the tests: started once a session, forgotten at its end."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from services.local.engine import free_ports
from services.local.engines import RunningEngines, lock_home, start_engines
from services.local.failures import HomeInUse
from services.local.places import SHARED, clear, keeps_attributes

PREFIX = "motcua-test-"


def folder_for_tests() -> Path:
    """Find a temporary folder in which Swift can work; a memory disk may not do."""
    candidates = [Path(tempfile.gettempdir()), SHARED]
    return next(filter(keeps_attributes, candidates), candidates[0])


def sweep(folder: Path) -> None:
    """Remove what killed sessions left: a living one holds the lock of its home."""
    for home in folder.glob(f"{PREFIX}*"):
        forget(home)


def forget(home: Path) -> None:
    """Remove a home, unless another session holds it, be it only to remove it."""
    with suppress(HomeInUse, OSError), lock_home(home):
        clear(home)
        home.rmdir()


@pytest.fixture(scope="session")
def engines() -> Iterator[RunningEngines]:
    folder = folder_for_tests()
    sweep(folder)
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    running = start_engines(home, durable=False)
    yield running
    running.stop()
    forget(home)


def provider_environment() -> dict[str, str]:
    """Name the demo provider, which `tests.provider` starts where a test asks for it."""
    (port,) = free_ports(1)
    issuer = f"http://127.0.0.1:{port}"
    return {
        "MOTCUA_VNEID_ISSUER": issuer,
        "MOTCUA_VNEID_CLIENT_ID": "motcua",
        "MOTCUA_VNEID_CLIENT_SECRET": "a-secret-of-the-citizens-client",
        "MOTCUA_STAFF_OIDC_ISSUER": issuer,
        "MOTCUA_STAFF_OIDC_CLIENT_ID": "motcua-staff",
        "MOTCUA_STAFF_OIDC_CLIENT_SECRET": "a-secret-of-the-officers-client",
    }


@pytest.fixture(scope="session")
def engine_environment(engines: RunningEngines) -> dict[str, str]:
    """Everything that a process of the product needs to know."""
    return {
        "PATH": os.defpath,
        "MOTCUA_MODE": "test",
        "MOTCUA_SECRET_KEY": "a-secret-that-only-the-tests-know-0123456789",
        "MOTCUA_BASE_URL": "http://127.0.0.1",
        # All tests come from one address.
        "MOTCUA_PUZZLE_FREE_FILINGS": "1000",
        "MOTCUA_PUZZLE_FREE_PROTECTED": "1000",
        "MOTCUA_CUSTODIAN_SOCKET": str(engines.home / "custodian.socket"),
        **provider_environment(),
        **engines.environment,
    }
