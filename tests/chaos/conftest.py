"""An installation to be ill-treated: its own engines, which keep their data, and its processes."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import Settings
from services.demo import load as demo_data
from services.local.engines import start_engines
from services.local.places import clear
from services.resources import Resources
from storage import schema
from tests.chaos.installation import Installation
from tests.engines import PREFIX, folder_for_tests
from tests.service import Site, free_port, wait_until


@pytest.fixture(scope="package")
def installation() -> Iterator[Installation]:
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder_for_tests()))
    engines = start_engines(home, durable=True)
    url = f"http://127.0.0.1:{free_port()}"
    environment = {
        "PATH": os.defpath,
        # Limits count as they do for citizens; every request comes from an address of its own.
        "MOTCUA_MODE": "demo",
        "MOTCUA_TRUSTED_PROXIES": "1",
        "MOTCUA_SECRET_KEY": "a-secret-that-only-the-tests-know-0123456789",
        "MOTCUA_BASE_URL": url,
        **engines.environment,
    }
    resources = Resources(Settings.from_env(environment))
    prepare(resources)
    made = Installation(engines, resources, Site(url, environment))
    try:
        made.start_all()
        wait_until(made.site.ready)
        yield made
    finally:
        made.site.stop()
        resources.close()
        engines.stop()
        clear(home)
        shutil.rmtree(home)


def prepare(resources: Resources) -> None:
    schema.prepare(resources.settings.owner_url, role=resources.settings.role)
    resources.objects.ensure_bucket()
    with resources.database.transaction() as session:
        demo_data.load(session)
