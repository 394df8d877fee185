"""A protected person files, goes on elsewhere, and reads the own dossier back with the code."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from forms.procedure import Procedure
from services.drafts.models import Draft
from services.files.models import StoredFile
from services.identity.models import SealedKey
from services.resources import Resources
from tests.filing import AGENCY, NOW
from tests.identity import filing
from tests.identity.denouncers import PROCEDURE, Denouncer
from tests.identity.filing import Filed
from tests.shipped import CATALOGUE
from tests.web.citizen.visitor import Page, Visitor

RESUME = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
LINK = re.compile(r'href="(/tra-cuu/ho-so/tep/[0-9a-f-]+)"')


def test_a_draft_lies_sealed_in_its_row(resources: Resources, review: Page, who: Denouncer) -> None:
    with resources.database.transaction() as session:
        draft = session.scalars(select(Draft)).one()
    assert (draft.open_raw, who.name in review.text) == ({}, True)


def test_another_device_goes_on_by_the_code(
    visitor: Visitor, stranger: Visitor, review: Page, who: Denouncer
) -> None:
    draft = review.path.rsplit("/", 1)[0]
    code = RESUME.findall(visitor.open(f"{draft}/ma-lam-tiep").text)[0]
    stranger.send(stranger.open("/nop/tiep-tuc"), {"ma": code})
    page = stranger.open(review.path)
    assert (who.name in page.text, who.file_name in page.text) == (True, True)


def test_the_person_reads_everything_back(inside: Page, who: Denouncer) -> None:
    told = (who.name, who.paper, who.street, who.file_name, f"gọi {who.secrets[4]} gặp")
    assert [text for text in told if text not in inside.text] == []


@pytest.mark.usefixtures("inside")
def test_the_copy_of_the_data_is_in_clear(stranger: Visitor, filed: Filed, who: Denouncer) -> None:
    page = stranger.open("/tra-cuu/ho-so/du-lieu/ban-sao")
    answer = stranger.send(page, {"ma": filed.codes["ma"]}).response
    with ZipFile(BytesIO(answer.data)) as archive:
        name = next(name for name in archive.namelist() if who.file_name in name)
        whole = archive.read(name), archive.read("du-lieu.json").decode()
    assert (whole[0] == who.evidence, who.name in whole[1]) == (True, True)


@pytest.mark.usefixtures("inside")
def test_the_person_prints_the_petition(stranger: Visitor) -> None:
    answer = stranger.client.get("/tra-cuu/ho-so/don")
    assert (answer.data[:5], answer.headers["Cache-Control"]) == (b"%PDF-", "no-store")


def test_the_petition_is_at_hand_right_after_the_filing(
    visitor: Visitor, review: Page, filed: Filed
) -> None:
    finished = review.path.replace("xem-lai", "xong/don")
    answer = visitor.client.get(finished)
    assert (answer.data[:5], filed.number in answer.headers["Content-Disposition"]) == (
        b"%PDF-",
        True,
    )


def test_the_person_gets_the_files_back(stranger: Visitor, inside: Page, who: Denouncer) -> None:
    links = LINK.findall(inside.text)
    assert [stranger.client.get(link).data for link in links] == [who.evidence] * 3


def test_a_file_of_another_dossier_stays_closed(
    app: Flask, stranger: Visitor, inside: Page, procedure: Procedure
) -> None:
    other = Visitor(app.test_client())
    filed = filing.file_by_pages(other, procedure, Denouncer(8))
    page = other.send(other.open("/tra-cuu"), filed.codes)
    link = LINK.findall(page.text)[0]
    assert (inside.status, stranger.client.get(link).status_code) == (200, 404)


def test_the_cookie_holds_neither_the_code_nor_its_key(
    resources: Resources, stranger: Visitor, inside: Page, filed: Filed
) -> None:
    with stranger.client.session_transaction() as kept:
        held = repr(dict(kept))
    key = resources.access_codes.key(filed.code)
    assert (inside.status, filed.code in held, key.hex() in held) == (200, False, False)


def test_a_copied_file_tells_nothing(resources: Resources, filed: Filed) -> None:
    with resources.database.transaction() as session:
        stored = session.scalars(select(StoredFile)).all()
    objects = [resources.objects.get(one.object_key) for one in stored]
    assert (len(objects), filed.number != "", [one[:4] for one in objects]) == (
        4,
        True,
        [b"MC\x01\x05"] * 4,
    )


def test_a_program_files_and_reads_back(
    client: FlaskClient, procedure: Procedure, who: Denouncer
) -> None:
    filed = filing.file_by_program(client, procedure, who)
    headers = {"X-Access-Code": filed.code}
    told = client.get(f"/api/v1/dossiers/{filed.number}", headers=headers).get_json()
    names = {file["name"] for file in told["files"]}
    content = client.get(told["files"][0]["href"], headers=headers).data
    assert (names, content) == ({who.file_name}, who.evidence)


def test_a_program_must_seal_its_files(
    client: FlaskClient, procedure: Procedure, who: Denouncer
) -> None:
    sent = filing.body(client, procedure, who, "one-key-of-a-program")
    answer = client.post(
        "/api/v1/dossiers", json=sent, headers={"Idempotency-Key": "quite-another-key"}
    )
    assert answer.status_code == 422


def test_a_repeated_request_finds_its_dossier(
    client: FlaskClient, procedure: Procedure, who: Denouncer
) -> None:
    key = "a-key-that-comes-twice"
    sent = filing.body(client, procedure, who, key)
    first, again = (filing.file_body(client, sent, key) for _ in range(2))
    assert first == again


def test_without_a_key_nobody_begins_to_type(resources: Resources, visitor: Visitor) -> None:
    page = visitor.open(f"/thu-tuc/{PROCEDURE}/nop")
    # The page offers no form; a person who made one up still has a token of the session.
    posted = {"agency": AGENCY, "csrf_token": visitor.open("/tra-cuu").value("csrf_token")}
    refused = visitor.client.post(f"/thu-tuc/{PROCEDURE}/nop", data=posted)
    with resources.database.transaction() as session:
        begun = session.scalars(select(Draft)).all()
    told = "chưa lập khóa" in page.text
    assert (told, refused.status_code, list(begun)) == (True, 422, [])


def test_without_a_key_a_program_is_refused(client: FlaskClient) -> None:
    key, procedure = "a-key-of-a-program", CATALOGUE.get(PROCEDURE, NOW.date())
    sent = filing.body(client, procedure, Denouncer(0), key)
    answer = client.post("/api/v1/dossiers", json=sent, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/agency")


@pytest.mark.usefixtures("filed")
def test_the_draft_lets_go_of_its_key(resources: Resources) -> None:
    with resources.database.transaction() as session:
        draft = session.scalars(select(Draft)).one()
        kept = session.scalars(select(SealedKey)).all()
    assert (draft.key_wrap, draft.sealed, len(kept)) == (None, None, 1)
