"""Denunciations go the whole way, and then everything that was kept or shown is searched.

The full run is asked for by --jury 200: every denunciation calls for three papers and the own
copy, and printing those takes most of the time.
"""

import subprocess
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from shutil import which

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg import sql
from sqlalchemy import Engine, inspect

from forms.procedure import Procedure
from services.resources import Resources
from storage.scope import SERVICE, SETTING
from tests.identity import filing
from tests.identity.denouncers import Denouncer
from tests.identity.encodings import Search
from tests.identity.filing import Filed
from tests.web.citizen.visitor import Page, Visitor
from tests.web.officer.browsing import HOA, MAI, action_page, send, sign_in

ASKED = {"items": "Bản chụp giấy tờ", "reason": "Còn thiếu giấy tờ."}


@pytest.fixture
def answers() -> list[bytes]:
    """Collect whatever is answered to officers and strangers."""
    return []


@pytest.fixture
def officer(app: Flask, answers: list[bytes]) -> FlaskClient:
    return _listened_to(app, answers, HOA)


@pytest.fixture
def dossiers(app: Flask, procedure: Procedure, pytestconfig: pytest.Config) -> list[Filed]:
    """Every second one is filed by a program; of the rest every second goes on elsewhere."""
    return [
        _filed(app, procedure, Denouncer(number))
        for number in range(pytestconfig.getoption("jury"))
    ]


@pytest.fixture
def life(
    app: Flask,
    dossiers: list[Filed],
    officer: FlaskClient,
    answers: list[bytes],
    work: Callable[[], None],
) -> list[Filed]:
    """Let the desk ask, the people answer, strangers try, and everything be printed."""
    for filed in dossiers:
        _asked_for_more(officer, filed)
        _answered(Visitor(_browser(app, filed.who)), filed)
        _written(Visitor(_browser(app, filed.who)), filed)
        _replied(officer, filed)
        _handled(officer, filed)
    _looked_for(officer, dossiers)
    _strangers(app, answers, dossiers)
    work()
    for filed in dossiers:
        officer.get(f"/can-bo/ho-so/{filed.number}")
    return dossiers


@pytest.mark.timeout(3600)
def test_nobody_is_named_anywhere(
    resources: Resources,
    owner: Engine,
    life: list[Filed],
    answers: list[bytes],
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    logs = "".join(capfd.readouterr()).encode()
    places = {
        "database": b"".join(_dump(owner)),
        "bucket": b"".join(_objects(resources, tmp_path)),
        "redis": b"".join(_redis(resources)),
        "logs": logs,
        "answers": b"".join(answers),
    }
    search = Search({secret for filed in life for secret in filed.who.secrets})
    # A search that looks at nothing would be clean as well.
    assert all(life[0].number.encode() in places[place] for place in ("database", "answers"))
    found = {place: search.hits(held) for place, held in places.items()}
    assert [place for place in found if found[place]] == [], found


def _filed(app: Flask, procedure: Procedure, who: Denouncer) -> Filed:
    if who.number % 2:
        return filing.file_by_program(_browser(app, who), procedure, who)
    visitor = Visitor(_browser(app, who))
    review = filing.fill_in(visitor, procedure, who)
    if who.number % 4:
        return filing.sign(visitor, review, who)
    return filing.sign(*_elsewhere(app, who, visitor, review), who)


def _elsewhere(app: Flask, who: Denouncer, visitor: Visitor, review: Page) -> tuple[Visitor, Page]:
    """Take the draft up on another device, and provoke refusals there."""
    draft = review.path.rsplit("/", 1)[0]
    code = filing.RESUME.findall(visitor.open(f"{draft}/ma-lam-tiep").text)[0]
    other = Visitor(_browser(app, who))
    other.send(other.open("/nop/tiep-tuc"), {"ma": code})
    page = other.open(f"{draft}/denouncer")
    name = page.value("denouncer.full_name")
    refused = other.send(page, {"denouncer.full_name": f"{name} 7777"})
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    other.send(refused, {"denouncer.full_name": name})
    return other, other.open(review.path)


def _browser(app: Flask, who: Denouncer) -> FlaskClient:
    """Give everybody a network of their own: limits count what comes from one."""
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = f"198.18.{who.number}.1"
    return browser


def _listened_to(app: Flask, answers: list[bytes], username: str) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, username)
    opened = browser.open

    def listening(*arguments: object, **more: object) -> object:
        answer = opened(*arguments, **more)  # type: ignore[arg-type]
        answers.append(str(answer.headers).encode() + answer.data)
        return answer

    browser.open = listening  # type: ignore[method-assign,assignment]
    return browser


def _asked_for_more(officer: FlaskClient, filed: Filed) -> None:
    send(officer, action_page(filed.number, "request_supplement"), **ASKED)


def _answered(visitor: Visitor, filed: Filed) -> None:
    """Answer with a text and a file that both name their sender."""
    visitor.send(visitor.open("/tra-cuu"), filed.codes)
    page = visitor.open("/tra-cuu/ho-so/bo-sung")
    told = {"answer": f"{filed.who.name}, {filed.who.phone} gửi bổ sung."}
    sent = [("files", filed.who.file_name, filed.who.evidence)]
    page = visitor.send(page, told, files=sent)
    assert filed.who.name in page.text
    assert visitor.client.get("/tra-cuu/ho-so/don").data.startswith(b"%PDF-")


def _written(visitor: Visitor, filed: Filed) -> None:
    """Write a message that names its sender, with a file that does, too."""
    visitor.send(visitor.open("/tra-cuu"), filed.codes)
    page = visitor.open("/tra-cuu/ho-so/tin-nhan")
    told = {"message": f"Tôi là {filed.who.name}, {filed.who.paper}, ở {filed.who.street}."}
    sent = [("files", filed.who.file_name, filed.who.evidence)]
    page = visitor.send(page, told, press=("go", "send"), files=sent)
    assert filed.who.name in page.text
    assert filed.who.file_name in page.text


def _replied(officer: FlaskClient, filed: Filed) -> None:
    """Answer with words that name the person; what was just typed is not shown again."""
    page = f"/can-bo/ho-so/{filed.number}/tin-nhan"
    send(officer, page, message=f"Kính gửi {filed.who.name}, {filed.who.phone}", go="send")
    officer.get(page)


def _handled(officer: FlaskClient, filed: Filed) -> None:
    officer.get(f"/can-bo/ho-so/{filed.number}")
    send(officer, action_page(filed.number, "receive"))


def _looked_for(officer: FlaskClient, dossiers: list[Filed]) -> None:
    """Open the lists, search, and fetch all that a page links to."""
    officer.get("/can-bo/?loc=all")
    for filed in dossiers:
        page = officer.get(f"/can-bo/ho-so/{filed.number}").text
        for link in filing.DOWNLOAD.findall(page):
            officer.get(link)


def _strangers(app: Flask, answers: list[bytes], dossiers: list[Filed]) -> None:
    """Try without the code, with another's, and as an officer of another agency."""
    away = _listened_to(app, answers, MAI)
    for filed, other in zip(dossiers, dossiers[1:] + dossiers[:1], strict=True):
        browser, headers = _browser(app, other.who), {"X-Access-Code": other.code}
        answers.append(browser.get(f"/api/v1/dossiers/{filed.number}", headers=headers).data)
        visitor = Visitor(browser)
        wrong = {"so": filed.number, "ma": other.code}
        answers.append(visitor.send(visitor.open("/tra-cuu"), wrong).response.data)
        away.get(f"/can-bo/ho-so/{filed.number}")


def _dump(owner: Engine) -> Iterator[bytes]:
    """Copy every table, as a dump does."""
    with psycopg.connect(
        owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    ) as raw:
        raw.execute(f"SET {SETTING} = '{SERVICE.value}'")
        for table in inspect(owner).get_table_names():
            asked = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(table))
            with raw.cursor() as cursor, cursor.copy(asked) as copy:
                yield from (bytes(piece) for piece in copy)


def _objects(resources: Resources, folder: Path) -> Iterator[bytes]:
    names = resources.objects.keys()
    for key in names:
        content = resources.objects.get(key)
        yield key.encode()
        yield content
        if content.startswith(b"%PDF-"):
            paper = folder / "paper.pdf"
            paper.write_bytes(content)
            command = [str(which("pdftotext")), str(paper), "-"]
            yield subprocess.run(command, capture_output=True, check=True).stdout


def _redis(resources: Resources) -> Iterator[bytes]:
    for key in resources.redis.scan_iter():
        yield bytes(key)
        yield resources.redis.dump(key) or b""
