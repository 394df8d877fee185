"""No address of anybody is kept anywhere, and no error tells of the inside."""

import http.client
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from services.resources import Resources
from services.web import limits, puzzle_gate
from tests.service import ROOT, free_port, wait_until

ADDRESS = "203.0.113.77"
PROTECTED = "/thu-tuc/TTTC/nop"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
INSIDE = "postgresql://motcua:rat-kin@10.1.2.3/motcua"
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
OF_AN_EXIT = 60
PATIENCE = 120.0


class Exit:
    """A browser without scripts behind an address that it shares with many."""

    def __init__(self, url: str) -> None:
        self.netloc = urlsplit(url).netloc
        self.cookie = ""

    def ask(self, path: str, **form: str) -> tuple[int, str]:
        headers = {**FORM, "X-Forwarded-For": ADDRESS, "Cookie": self.cookie}
        body = urlencode(form) if form else None
        with closing(http.client.HTTPConnection(self.netloc, timeout=30)) as wire:
            wire.request("POST" if form else "GET", path, body, headers)
            answer = wire.getresponse()
            self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
            return answer.status, answer.read().decode()

    def begin(self, path: str) -> int:
        found = CSRF.search(self.ask(path)[1])
        assert found
        return self.ask(path, csrf_token=found[1], agency="XA.05443")[0]


@pytest.fixture
def written(
    resources: Resources,  # noqa: ARG001 - cleans up after the test
    engine_environment: dict[str, str],
    tmp_path: Path,
) -> Iterator[tuple[str, Path]]:
    """Serve as in earnest behind a proxy, with all that the process says in a file."""
    port, log = free_port(), tmp_path / "log"
    url = f"http://127.0.0.1:{port}"
    changed = {
        "MOTCUA_MODE": "demo",
        "MOTCUA_TRUSTED_PROXIES": "1",
        "MOTCUA_BASE_URL": url,
        "MOTCUA_PUZZLE_FREE_PROTECTED": str(OF_AN_EXIT),
    }
    command = [sys.executable, "-m", "services.cli", "web", "--port", str(port), "--workers", "1"]
    with log.open("wb") as said:
        serving = subprocess.Popen(
            command, cwd=ROOT, env={**engine_environment, **changed}, stdout=said, stderr=said
        )
        try:
            wait_until(lambda: is_up(url), seconds=PATIENCE)
            yield url, log
        finally:
            serving.terminate()
            serving.wait(timeout=PATIENCE)


def is_up(url: str) -> bool:
    try:
        return Exit(url).ask("/healthz")[0] == 200
    except OSError:
        return False


def test_an_exit_shared_by_many_is_not_shut_out(written: tuple[str, Path]) -> None:
    most = int(limits.SUBMIT.split(maxsplit=1)[0])
    statuses = {Exit(written[0]).begin(PROTECTED) for _ in range(most + 10)}
    assert statuses == {302}


def test_no_address_is_kept(written: tuple[str, Path], resources: Resources) -> None:
    url, log = written
    for path in (PROTECTED, "/thu-tuc/KNPA/nop"):
        Exit(url).begin(path)
    Exit(url).ask("/tra-cuu", so="x", ma="x")
    Exit(url).ask("/tra-cuu/ho-so/tin-nhan", message="x")
    Exit(url).ask("/nowhere")
    assert [kept for kept in everything(resources, log) if ADDRESS in kept] == []


def everything(resources: Resources, log: Path) -> Iterator[str]:
    """Give all that was written down: the log, Redis by keys and values, every table."""
    yield log.read_text(errors="replace")
    for key in resources.redis.keys("*"):
        yield str(key)
        yield str(resources.redis.dump(key))
    with resources.database.transaction() as session:
        for name in ("drafts", "audit_entries", "outbox", "dossiers", "messages", "notices"):
            yield str(session.execute(text(f"SELECT t::text FROM {name} t")).all())  # noqa: S608


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Break a page from within, with an exception that tells much."""

    def fail() -> None:
        raise RuntimeError(INSIDE)

    monkeypatch.setitem(app.view_functions, "pages.home", fail)
    monkeypatch.setitem(app.view_functions, "api.list_agencies", fail)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", value=False)
    return app.test_client()


@pytest.mark.parametrize("path", ["/", "/api/v1/agencies"])
def test_an_error_tells_nothing_of_the_inside(broken: FlaskClient, path: str) -> None:
    answer = broken.get(path)
    inside = re.search(r"rat-kin|RuntimeError|Traceback|\.py\b|10\.1\.2\.3", answer.text)
    assert (answer.status_code, inside) == (500, None)


def test_the_gates_stand_before_real_pages(app: Flask) -> None:
    assert set(puzzle_gate.GATES) <= set(app.view_functions)
