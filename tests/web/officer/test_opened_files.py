"""Sealed files are fetched while their part is open, one entry of the audit for each."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from services.audit.models import AuditEntry
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.resources import Resources
from tests import redacting
from tests import sealed as sealing
from tests.custodian import unlock
from tests.identity.denouncers import PROCEDURE, Denouncer
from tests.identity.filing import file_by_program
from tests.redacting import PDF
from tests.sealed import FILE_NAME, Sealed
from tests.web.citizen.samples import TODAY
from tests.web.officer.browsing import hidden, send

Enter = Callable[[str], FlaskClient]
REASON = "Cần xem chứng cứ kèm theo đơn"
CONTENT = redacting.petition("Chứng cứ")


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony, custodian: Custodian) -> Sealed:
    made = sealing.seal(resources, province_key)
    unlock(custodian, made.key_id, made.holders)
    return made


@pytest.fixture
def file(sealed: Sealed) -> UUID:
    return redacting.with_files(sealed, (PDF, CONTENT))[0]


@pytest.fixture
def decider(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.officer("decider").username)


def opened(browser: FlaskClient, sealed: Sealed, *scope: str) -> None:
    send(browser, sealed.page, reason=REASON, scope=list(scope))


def entered(resources: Resources) -> list[tuple[str, str]]:
    asked = select(AuditEntry).where(AuditEntry.action == "identity.file").order_by(AuditEntry.id)
    with resources.database.transaction() as session:
        return [(one.outcome, one.facts.get("file", "")) for one in session.scalars(asked)]


def test_a_file_is_fetched_while_its_part_is_open(
    decider: FlaskClient, sealed: Sealed, file: UUID, resources: Resources
) -> None:
    opened(decider, sealed, "files")
    page = decider.get(f"{sealed.page}/1").text
    answer = decider.get(f"{sealed.page}/1/tep/{file}")
    told = answer.headers
    assert (FILE_NAME in page, f"/tep/{file}" in page, answer.data == CONTENT) == (True,) * 3
    assert told["Content-Disposition"].startswith(f'attachment; filename="{FILE_NAME}"')
    assert (
        told["Cache-Control"],
        told["Content-Security-Policy"],
        told["X-Content-Type-Options"],
    ) == (
        "no-store, private",
        "default-src 'none'; sandbox",
        "nosniff",
    )
    assert entered(resources) == [("done", str(file))]


def test_what_is_not_open_is_refused_in_the_same_words_and_entered(
    decider: FlaskClient, sealed: Sealed, file: UUID, resources: Resources, officer: Enter
) -> None:
    """Another part, another file, another officer's, an unknown one, one that was closed."""
    opened(decider, sealed, "person", "matter")
    receiver = officer(sealed.in_charge("receiver").username)
    opened(receiver, sealed, "files")
    answers = [
        decider.get(f"{sealed.page}/1/tep/{file}"),
        receiver.get(f"{sealed.page}/2/tep/{uuid4()}"),
        decider.get(f"{sealed.page}/2/tep/{file}"),
        decider.get(f"{sealed.page}/99/tep/{file}"),
    ]
    receiver.post(f"{sealed.page}/2/dong", data=hidden(receiver, f"/can-bo/ho-so/{sealed.number}"))
    answers.append(receiver.get(f"{sealed.page}/2/tep/{file}"))
    with resources.database.transaction() as session:
        session.execute(update(Dossier).values(assigned_to_id=None))
    answers.append(receiver.get(f"{sealed.page}/2/tep/{file}"))
    words = {one.text.partition("<h1")[2].partition("</main>")[0] for one in answers}
    assert ([one.status_code for one in answers], len(words)) == ([410] * 6, 1)
    assert entered(resources) == [("denied", "")] * 6


def test_a_file_that_was_changed_in_the_store_is_not_sent(
    decider: FlaskClient, sealed: Sealed, file: UUID, resources: Resources
) -> None:
    opened(decider, sealed, "files")
    resources.objects.put(f"files/{file}", b"MC\x01 changed", content_type=PDF)
    assert decider.get(f"{sealed.page}/1/tep/{file}").status_code == 409


def test_an_officer_reads_what_a_denouncer_really_filed(
    app: Flask, resources: Resources, sealed: Sealed, officer: Enter
) -> None:
    """The whole way: filed by a program, opened by the decider, the evidence to the byte."""
    who, browser = Denouncer(7), officer(sealed.officer("decider").username)
    procedure = resources.catalogue.get(PROCEDURE, TODAY)
    number = file_by_program(app.test_client(), procedure, who).number
    page = f"/can-bo/ho-so/{number}/danh-tinh"
    send(browser, page, reason=REASON, scope=["person", "matter", "files"])
    with resources.database.transaction() as session:
        asked = select(StoredFile).join(Dossier, Dossier.id == StoredFile.dossier_id)
        stored = session.scalars(asked.where(Dossier.number == number)).all()
    shown = browser.get(f"{page}/1").text
    contents = {browser.get(f"{page}/1/tep/{one.id}").data for one in stored}
    assert (who.name in shown, who.file_name in shown, contents) == (True, True, {who.evidence})
