"""What officers list, search, export and print, of all denunciations at once."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from http import HTTPStatus
from itertools import product
from pathlib import Path

from click.testing import CliRunner
from flask.testing import FlaskClient

from services.cli.privacy import privacy
from services.dossiers.filters import Order, Scope
from services.web.officer.audit_form import ACTIONS
from tests.identity import filing
from tests.identity.answers import Answers, fetched, without
from tests.identity.denouncers import PROCEDURE
from tests.identity.filing import Filed
from tests.web.officer.browsing import hidden
from tests.web.officer.redaction_desk import REASON

INBOX = "/can-bo/"
AUDIT = "/can-bo/kiem-toan"
ENTRY = '<th scope="row"'
PRIVACY = "/can-bo/du-lieu-ca-nhan"
LATER = re.compile(r'href="([^"]*trang=[^"]*)"')
REQUEST = re.compile(rf'href="({PRIVACY}/\d+)"')


def list_all(officer: FlaskClient, dossiers: list[Filed]) -> None:
    """Open the inbox with every filter, and all its pages; fetch all that a dossier links to."""
    for scope, order in product(Scope, Order):
        fetched(officer, INBOX, loc=scope, **{"sap-xep": order, "thu-tuc": PROCEDURE})
    listed = "".join(_pages(officer, f"{INBOX}?loc=all"))
    for filed in dossiers:
        assert filed.number in listed
        page = fetched(officer, f"/can-bo/ho-so/{filed.number}").text
        links = filing.DOWNLOAD.findall(page)
        assert links
        for link in links:
            fetched(officer, link)


def search(seeker: FlaskClient, answers: Answers, dossiers: list[Filed]) -> None:
    """Search for what names people: nothing is found, and only what was typed is shown again."""
    assert filing.NUMBER.search(fetched(seeker, INBOX, tim="Người tố cáo", loc="all").text)
    for who in (filed.who for filed in dossiers):
        for typed in (who.name, who.phone, who.paper, who.street):
            page = fetched(seeker, INBOX, tim=typed, loc="all").text
            assert filing.NUMBER.search(page) is None
            answers.take(without(page, typed))


def audit(auditor: FlaskClient, dossiers: list[Filed]) -> None:
    """Read the audit with every filter, and take it all as a file."""
    for action in ACTIONS:
        fetched(auditor, AUDIT, viec=action)
    for filed in dossiers:
        assert ENTRY in fetched(auditor, AUDIT, **{"ho-so": filed.number}).text
    written = auditor.post(f"{AUDIT}/xuat", data=hidden(auditor, AUDIT))
    assert written.status_code == HTTPStatus.OK
    assert all(filed.number in written.text for filed in dossiers)


def care(officer: FlaskClient, dossiers: list[Filed]) -> None:
    """Read what people ask about their data, and answer it."""
    asked = [link for page in _pages(officer, PRIVACY) for link in REQUEST.findall(page)]
    assert len(set(asked)) == len(dossiers)
    for page in asked:
        fetched(officer, page)
    refused = {**hidden(officer, asked[0]), "decision": "refused", "reason": "Chưa đủ căn cứ."}
    assert officer.post(asked[0], data=refused).status_code == HTTPStatus.FOUND
    fetched(officer, f"{PRIVACY}?loc=all")
    fetched(officer, f"{PRIVACY}/cho-xoa")


def guard(holder: FlaskClient) -> None:
    """Read what a holder of the key is told of each opening."""
    assert REASON in fetched(holder, "/can-bo/giu-khoa").text


def breach(environment: dict[str, str], answers: Answers, folder: Path) -> None:
    """Draw up the work sheet for a breach in these hours."""
    sheet, today = folder / "breach.pdf", datetime.now(UTC).date()
    span = {"since": today - timedelta(1), "until": today + timedelta(2), "detected": today}
    words = [word for name, day in span.items() for word in (f"--{name}", day.isoformat())]
    drawn_up = CliRunner(env=environment).invoke(privacy, ["breach", *words, "--to", str(sheet)])
    assert drawn_up.exit_code == 0, drawn_up.output
    answers.take(sheet.read_bytes())
    answers.take(drawn_up.output.encode())


def _pages(officer: FlaskClient, first: str) -> list[str]:
    """Follow a list to its end."""
    pages, ahead, seen = [], [first], {first}
    while ahead:
        pages.append(fetched(officer, ahead.pop()).text)
        found = {unescape(link) for link in LATER.findall(pages[-1])} - seen
        seen |= found
        ahead += found
    return pages
