"""Denunciations go the whole way, and then everything that was kept or shown is searched.

The full run is asked for by --jury 200: every denunciation calls for three papers and the own
copy, some for a redacted copy, and drawing those takes most of the time.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from forms.procedure import Procedure
from services.custody.client import Custodian
from services.redaction.words import BLOCK
from services.resources import Resources
from tests import staff
from tests.custodian import PROVINCE, unlock_agency
from tests.identity import exports, kept, life, mishaps, redacted, strangers
from tests.identity.answers import Answers
from tests.identity.denouncers import Denouncer
from tests.identity.encodings import Search, hidings
from tests.identity.filing import Filed
from tests.web.officer.browsing import HA, HOA, KHANH, MAI, NAM, TAM, sign_in

Enter = Callable[[str], FlaskClient]
Logs = Callable[[], bytes]
One = TypeVar("One")
Made = TypeVar("Made")
# An odd step meets those who file on the pages and those who file by a program.
REDACTED = slice(None, None, 7)
ASKING = slice(None, None, 4)
FAILING = slice(None, None, 20)
AT_ONCE = 4


@pytest.fixture
def logs(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> Logs:
    """Give what was written to both streams, and what came through logging meanwhile."""

    def read() -> bytes:
        records = map(caplog.handler.format, caplog.get_records("setup"))
        return "\n".join((*capfd.readouterr(), *records)).encode()

    return read


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def enter(app: Flask) -> Enter:
    def signed_in(username: str) -> FlaskClient:
        browser = app.test_client()
        sign_in(browser, username)
        return browser

    return signed_in


@pytest.fixture
def listened(enter: Enter, answers: Answers) -> Enter:
    return lambda username: answers.listen(enter(username))


@pytest.fixture
def handled(
    app: Flask,
    procedure: Procedure,
    pytestconfig: pytest.Config,
    listened: Enter,
    work: Callable[[], None],
) -> list[Filed]:
    """Let people file, the desk ask, the people answer, and everything be printed."""

    def live(who: Denouncer) -> Filed:
        filed, officer = life.file(app, procedure, who), listened(HOA)
        life.ask_for_more(officer, filed)
        life.respond(app, filed)
        life.receive(officer, listened(NAM), filed)
        return filed

    dossiers = _for_each(live, map(Denouncer, range(pytestconfig.getoption("jury"))))
    for filed in dossiers[ASKING]:
        life.care(app, filed)
    work()
    return dossiers


@pytest.fixture
def copied(
    resources: Resources, handled: list[Filed], custodian: Custodian, enter: Enter, listened: Enter
) -> list[Filed]:
    """Let the decider, who may know, make redacted copies, and a verifier read them."""
    unlock_agency(resources, custodian, PROVINCE)
    _for_each(lambda filed: redacted.redact(enter(TAM), filed), handled[REDACTED])
    verifying = staff.one(resources, "verifier").username
    verifier = listened(verifying)
    for filed in handled[REDACTED]:
        redacted.put_in_charge(resources, verifying, filed)
        redacted.read(verifier, filed)
    return handled


@pytest.fixture
def exported(
    app: Flask, copied: list[Filed], answers: Answers, enter: Enter, listened: Enter
) -> list[Filed]:
    """Let everybody read, search and fetch what is theirs, and strangers try the rest."""
    officer = listened(HOA)
    exports.list_all(officer, copied)
    exports.search(enter(HOA), answers, copied)
    exports.care(officer, copied[ASKING])
    exports.audit(listened(KHANH), copied)
    exports.guard(listened(HA))
    strangers.try_all(app, answers, listened(MAI), copied)
    strangers.read_what_is_public(app, answers)
    return copied


@pytest.fixture
def life_of_all(
    exported: list[Filed], answers: Answers, engine_environment: dict[str, str], tmp_path: Path
) -> list[Filed]:
    exports.breach(engine_environment, answers, tmp_path)
    return exported


@pytest.fixture
def failed(
    app: Flask,
    owner: Engine,
    procedure: Procedure,
    life_of_all: list[Filed],
    answers: Answers,
    enter: Enter,
) -> list[Filed]:
    """Let requests that name people fail in the middle."""
    seeker = enter(HOA)
    with mishaps.half_upgraded(app, owner):
        for filed in life_of_all[FAILING]:
            mishaps.search(seeker, answers, filed)
            mishaps.file(app, answers, procedure, filed)
    return life_of_all


@pytest.mark.timeout(3600)
def test_nobody_is_named_anywhere(
    logs: Logs,  # The first: it catches what is logged from then on.
    resources: Resources,
    owner: Engine,
    failed: list[Filed],
    answers: Answers,
) -> None:
    places = {
        "database": b"".join(kept.database(owner)),
        "bucket": b"".join(kept.bucket(resources)),
        "redis": b"".join(kept.redis(resources)),
        "logs": logs(),
        "answers": answers.told,
    }
    secrets = {secret for filed in failed for secret in filed.who.secrets}
    search = Search(secrets)
    # A search that looks at nothing would be clean as well.
    assert all(failed[0].number.encode() in places[place] for place in ("database", "answers"))
    assert BLOCK.encode() in places["answers"]
    assert b"UndefinedColumn" in places["logs"]
    assert {403, 404, 409, 422, 429} <= answers.statuses
    # Nor would what is written over two lines be found in answers.
    assert not any(b"\n" in hidden for secret in secrets for hidden in hidings(secret))
    found = {place: search.hits(held) for place, held in places.items()}
    assert [place for place in found if found[place]] == [], found


def _for_each(do: Callable[[One], Made], given: Iterable[One]) -> list[Made]:
    """Do it for several at a time: much of it is waiting for a paper or a page to be drawn."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(do, given))
