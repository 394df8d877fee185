"""What becomes of a denunciation: it is filed, asked about, answered, written about, received."""

from http import HTTPStatus
from urllib.parse import quote
from uuid import uuid4

from flask import Flask
from flask.testing import FlaskClient

from forms.procedure import Procedure
from tests.identity import filing
from tests.identity.denouncers import Denouncer
from tests.identity.filing import Filed
from tests.web.citizen.visitor import Page, Visitor
from tests.web.officer.browsing import action_page, hidden, send

ASKED = {"items": "Bản chụp giấy tờ", "reason": "Còn thiếu giấy tờ."}
OWN = "/tra-cuu/ho-so"


def file(app: Flask, procedure: Procedure, who: Denouncer) -> Filed:
    """File every second one by a program; of the rest every second goes on elsewhere."""
    if who.number % 2:
        return _by_program(browser_of(app, who), procedure, who)
    visitor = Visitor(browser_of(app, who))
    review = filing.fill_in(visitor, procedure, who)
    if who.number % 4:
        return filing.sign(visitor, review, who)
    return filing.sign(*_elsewhere(app, who, visitor, review), who)


def ask_for_more(officer: FlaskClient, filed: Filed) -> None:
    """Ask for papers, first without saying which."""
    page = action_page(filed.number, "request_supplement")
    assert send(officer, page).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert send(officer, page, **ASKED).status_code == HTTPStatus.FOUND


def respond(app: Flask, filed: Filed) -> None:
    """Let the person send what is missing, take the own copy, and write."""
    _answered(_inside(app, filed), filed)
    _written(_inside(app, filed), filed)


def receive(officer: FlaskClient, colleague: FlaskClient, filed: Filed) -> None:
    """Reply and receive; a colleague who has the same page open comes too late."""
    _replied(officer, filed)
    page = action_page(filed.number, "receive")
    typed = hidden(colleague, page)
    assert send(officer, page).status_code == HTTPStatus.FOUND
    assert colleague.post(page, data=typed).status_code == HTTPStatus.CONFLICT


def care(app: Flask, filed: Filed) -> None:
    """Let the person ask for notices and for a correction, naming who it is in both."""
    visitor, who = _inside(app, filed), filed.who
    chosen = {"kenh": "email", "email": who.email, "hieu": "yes"}
    page = visitor.send(visitor.open(f"{OWN}/bao-tin"), chosen)
    assert who.email in page.text
    wish = {"loai": "correction", "data_wish": f"Sửa {who.name}, {who.paper}, {who.phone}."}
    page = visitor.send(visitor.open(f"{OWN}/du-lieu/yeu-cau"), wish)
    assert page.path == f"{OWN}/du-lieu"
    # An address that somebody mistyped is answered, and not written down.
    assert visitor.open(f"/{quote(who.name)}?ten={quote(who.name)}").status == HTTPStatus.NOT_FOUND


def browser_of(app: Flask, who: Denouncer) -> FlaskClient:
    """Give everybody a network of their own: limits count what comes from one."""
    browser = app.test_client()
    browser.environ_base["REMOTE_ADDR"] = f"198.18.{who.number}.1"
    return browser


def _by_program(browser: FlaskClient, procedure: Procedure, who: Denouncer) -> Filed:
    """Let a program be refused first, for what names its user."""
    key = str(uuid4())
    sent = filing.body(browser, procedure, who, key)
    wrong = {**sent, "answers": {**sent["answers"], "subject": who.name.split()[1]}}
    headers = {"Idempotency-Key": str(uuid4())}
    refused = browser.post("/api/v1/dossiers", json=wrong, headers=headers)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    told = filing.file_body(browser, sent, key)
    return Filed(who, told["number"], told["access_code"])


def _elsewhere(app: Flask, who: Denouncer, visitor: Visitor, review: Page) -> tuple[Visitor, Page]:
    """Take the draft up on another device, and provoke refusals there."""
    draft = review.path.rsplit("/", 1)[0]
    code = filing.RESUME.findall(visitor.open(f"{draft}/ma-lam-tiep").text)[0]
    other = Visitor(browser_of(app, who))
    other.send(other.open("/nop/tiep-tuc"), {"ma": code})
    page = other.open(f"{draft}/denouncer")
    name = page.value("denouncer.full_name")
    refused = other.send(page, {"denouncer.full_name": f"{name} 7777"})
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    other.send(refused, {"denouncer.full_name": name})
    return other, other.open(review.path)


def _inside(app: Flask, filed: Filed) -> Visitor:
    """Open the dossier with number and code."""
    visitor = Visitor(browser_of(app, filed.who))
    visitor.send(visitor.open("/tra-cuu"), filed.codes)
    return visitor


def _answered(visitor: Visitor, filed: Filed) -> None:
    """Answer with a text and a file that both name their sender."""
    page = visitor.open(f"{OWN}/bo-sung")
    told = {"answer": f"{filed.who.name}, {filed.who.phone} gửi bổ sung."}
    sent = [("files", filed.who.file_name, filed.who.evidence)]
    page = visitor.send(page, told, files=sent)
    assert filed.who.name in page.text
    assert visitor.client.get(f"{OWN}/don").data.startswith(b"%PDF-")


def _written(visitor: Visitor, filed: Filed) -> None:
    """Write a message that names its sender, with a file that does, too."""
    page = visitor.open(f"{OWN}/tin-nhan")
    told = {"message": f"Tôi là {filed.who.name}, {filed.who.paper}, ở {filed.who.street}."}
    sent = [("files", filed.who.file_name, filed.who.evidence)]
    page = visitor.send(page, told, press=("go", "send"), files=sent)
    assert filed.who.name in page.text
    assert filed.who.file_name in page.text


def _replied(officer: FlaskClient, filed: Filed) -> None:
    """Answer with words that name the person; what was just typed is not shown again."""
    page = f"/can-bo/ho-so/{filed.number}/tin-nhan"
    words = f"Kính gửi {filed.who.name}, {filed.who.phone}"
    assert send(officer, page, message=words, go="send").status_code == HTTPStatus.FOUND
    officer.get(page)
