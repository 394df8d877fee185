"""Submitting: everything is shown before, one dossier comes of it, the code is shown once."""

import base64
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.resources import Resources
from tests.web.citizen.samples import png
from tests.web.citizen.visitor import Page, Visitor

CODE = re.compile(r'id="ma-tra-cuu-gia-tri">([^<]+)<')
SUBMIT = ("go", "submit")
DECLARED = {"name_public": "no", "declaration": "yes"}


def dossiers(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Dossier)) or 0


def test_the_review_shows_what_was_answered(ready: Page) -> None:
    assert "Rãnh thoát nước cạnh nhà văn hóa" in ready.text


def test_the_review_leads_back_to_each_page(ready: Page, feedback: object) -> None:
    linked = re.findall(r'mc-summary__change" href="[^"]+/([a-z_]+)"', ready.text)
    assert linked == [section.key for section in feedback.steps_to_fill]  # type: ignore[attr-defined]


def test_a_page_left_out_is_named_on_the_review(visitor: Visitor, begun: Page) -> None:
    page = visitor.open(begun.path.replace("petitioner", "xem-lai"))
    told = (f'href="{begun.path}"', 'id="can-sua"')
    assert [one in page.text for one in told] == [True, True]


def test_nothing_is_filed_without_signature(
    visitor: Visitor, ready: Page, resources: Resources
) -> None:
    page = visitor.send(ready, DECLARED, press=SUBMIT)
    assert (page.status, 'href="#signature"' in page.text, dossiers(resources)) == (422, True, 0)


def test_a_drawn_signature_is_kept_as_a_file(
    visitor: Visitor, ready: Page, resources: Resources
) -> None:
    drawn = "data:image/png;base64," + base64.b64encode(png()).decode()
    visitor.send(ready, {"signature.drawn": drawn}, press=("go", "stay"))
    with resources.database.transaction() as session:
        assert session.scalar(select(StoredFile.name)) == "chu-ky.png"


def test_a_broken_drawing_is_told_at_the_signature(visitor: Visitor, ready: Page) -> None:
    page = visitor.send(ready, {"signature.drawn": "data:image/png;base64,!!"}, press=SUBMIT)
    assert (page.status, 'id="signature-error"' in page.text) == (422, True)


def test_a_signature_survives_a_missing_declaration(visitor: Visitor, ready: Page) -> None:
    files = [("signature.scan", "chu-ky.png", png())]
    page = visitor.send(ready, press=SUBMIT, files=files)
    assert visitor.send(page, DECLARED, press=SUBMIT).path.endswith("/xong")


def test_the_answer_shows_number_and_code(filed: Page) -> None:
    [code] = CODE.findall(filed.text)
    assert (len(code.replace("-", "")), "XA.05443-" in filed.text) == (16, True)


def test_a_reload_shows_the_same_code(visitor: Visitor, filed: Page) -> None:
    assert CODE.findall(visitor.open(filed.path).text) == CODE.findall(filed.text)


def test_a_second_submission_finds_the_first(
    signed: Callable[[], Page], filed: Page, resources: Resources
) -> None:
    assert (signed().path, dossiers(resources)) == (filed.path, 1)


def test_many_clicks_at_once_make_one_dossier(
    app: Flask, visitor: Visitor, ready: Page, resources: Resources
) -> None:
    cookie = visitor.client.get_cookie("motcua")
    token = ready.value("csrf_token")

    def click(_: int) -> int:
        client = app.test_client()
        client.set_cookie("motcua", cookie.value if cookie else "")
        drawn = "data:image/png;base64," + base64.b64encode(png()).decode()
        body = {**DECLARED, "csrf_token": token, "signature.drawn": drawn, "go": "submit"}
        return client.post(ready.path, data=body).status_code

    with ThreadPoolExecutor(6) as clicks:
        statuses = set(clicks.map(click, range(6)))
    assert (statuses, dossiers(resources)) == ({302}, 1)


def test_after_filing_each_page_leads_to_the_answer(
    visitor: Visitor, begun: Page, filed: Page
) -> None:
    assert visitor.open(begun.path).path == filed.path


def test_the_code_is_gone_once_it_is_written_down(visitor: Visitor, filed: Page) -> None:
    [code] = CODE.findall(filed.text)
    page = visitor.send(filed)
    gone = visitor.open(filed.path)
    assert (page.path, gone.status, code in page.text + gone.text) == ("/tra-cuu/ho-so", 404, False)


def test_papers_are_promised_and_then_there(
    visitor: Visitor, filed: Page, work: Callable[[], None]
) -> None:
    work()
    promised, there = "data-awaited" in filed.text, visitor.open(filed.path).text
    assert (promised, "data-awaited" in there, "/tai-ve/" in there) == (True, False, True)
