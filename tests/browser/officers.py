"""What an officer does in a browser, and what the applicant answers meanwhile."""

from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import pikepdf
from playwright.sync_api import Page
from sqlalchemy import select

from services.demo.load import PASSWORD
from services.dossiers.actions import Case, Request, act
from services.dossiers.history import Actor
from services.dossiers.models import Dossier
from services.resources import Resources
from tests.web.officer.browsing import HIDDEN, HOA, SIGN_IN


def sign_in(page: Page, username: str = HOA, path: str = "/can-bo") -> None:
    """Sign in through the form, as the browser would send it, and open a page.

    The form itself is not drawn: pages are what costs time, and tests of its own look at it.
    """
    hidden = dict(HIDDEN.findall(page.request.get(SIGN_IN).text()))
    given = {**hidden, "username": username, "password": PASSWORD}
    answer = page.request.post(SIGN_IN, form=given, max_redirects=0)
    assert answer.status == HTTPStatus.FOUND, f"{username} is not signed in"
    page.goto(path)


def sign_in_by_hand(page: Page, username: str = HOA, path: str = "/can-bo") -> None:
    page.goto(path)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Đăng nhập").click()


def choose_action(page: Page, label: str) -> None:
    page.get_by_role("link", name=label, exact=True).click()


def confirm(page: Page, label: str) -> None:
    with page.expect_navigation():
        page.locator(".mc-buttons").get_by_role("button", name=label, exact=True).click()


def result_file(folder: Path) -> Path:
    path = folder / "quyết định giải quyết.pdf"
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path)
    return path


def answer_supplement(resources: Resources, number: str) -> None:
    """Answer as the applicant would on the page of the dossier."""
    with resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier).where(Dossier.number == number)).one()
        procedure = resources.catalogue.version(dossier.procedure_code, dossier.procedure_version)
        case = Case(dossier, procedure, resources.catalogue.workflow(procedure.workflow))
        applicant = Actor("applicant", dossier.applicant_name)
        given = {"answer": "Tôi gửi bản sao quyết định."}
        wanted = Request("answer_supplement", applicant, dossier.revision, given)
        act(session, case, wanted, now=datetime.now(UTC))
