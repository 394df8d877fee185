"""Where the service runs in earnest nothing of the demo works."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import click
import pytest
from sqlalchemy import update

from config import Mode, Settings, SettingsFault
from services.accounts.models import Officer
from services.accounts.passwords import hash_password
from services.cli import no_demo
from services.cli.relay import relay
from services.cli.web import web
from services.cli.worker import worker
from services.demo import absence
from services.resources import Resources
from tests.service import ROOT
from tests.services.settings.test_production import GOOD


def test_a_demo_login_is_refused(resources: Resources) -> None:
    with (
        resources.database.transaction() as session,
        pytest.raises(absence.DemoDataInProduction),
    ):
        absence.require(session)


def test_a_demo_login_with_another_password_is_none(resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Officer).values(password_hash=hash_password("một mật khẩu khác")))
        absence.require(session)
        session.rollback()


def test_closed_demo_logins_do_no_harm(resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.execute(update(Officer).values(active=False))
        absence.require(session)
        session.rollback()


@pytest.mark.parametrize("verb", [web, worker, relay])
def test_no_process_starts_with_demo_data(
    verb: click.Command, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    earnest = replace(resources.settings, mode=Mode.PRODUCTION)
    monkeypatch.setattr(Settings, "from_env", lambda: earnest)
    with pytest.raises(SettingsFault, match="which everybody knows"):
        verb.main([], standalone_mode=False)


def test_a_database_that_is_away_is_no_reason_not_to_start() -> None:
    no_demo.look("postgresql+psycopg://motcua@127.0.0.1:1/motcua")


@pytest.mark.parametrize("verb", ["web", "worker", "relay"])
def test_no_process_starts_with_a_known_secret(verb: str, tmp_path: Path) -> None:
    known = {"MOTCUA_SECRET_KEY": "a-secret-that-only-the-tests-know-0123456789"}
    ended = subprocess.run(
        [sys.executable, "-m", "services.cli", verb],
        cwd=ROOT,
        env={**GOOD, **known, "PATH": os.defpath, "HOME": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.returncode, "MOTCUA_SECRET_KEY is a known" in ended.stderr) == (1, True)
