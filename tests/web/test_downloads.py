"""Links to files: short-lived, unforgeable, and harmless to whoever opens them."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from services.files.models import StoredFile
from services.resources import Resources
from services.web import downloads
from services.web.document_titles import file_name
from tests.filing import stored

NAME = 'Đơn "gấp" 100%.pdf'


@pytest.fixture
def kept(resources: Resources) -> StoredFile:
    with resources.database.transaction() as session:
        file = stored(session, name=NAME, size=7)
    resources.objects.put(file.object_key, b"content", content_type="application/pdf")
    return file


def address(app: Flask, file: StoredFile) -> str:
    with app.test_request_context():
        return downloads.link("file", file.id)


def test_a_link_gives_the_content(app: Flask, client: FlaskClient, kept: StoredFile) -> None:
    assert client.get(address(app, kept)).data == b"content"


def test_the_name_survives_in_old_and_new_browsers(
    app: Flask, client: FlaskClient, kept: StoredFile
) -> None:
    header = client.get(address(app, kept)).headers["Content-Disposition"]
    assert header == (
        'attachment; filename="Don _gap_ 100_.pdf"; '
        "filename*=UTF-8''%C4%90%C6%A1n%20%22g%E1%BA%A5p%22%20100%25.pdf"
    )


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ("Content-Length", "7"),
    ],
)
def test_an_uploaded_file_cannot_run_as_a_page(
    app: Flask, client: FlaskClient, kept: StoredFile, header: str, value: str
) -> None:
    assert client.get(address(app, kept)).headers[header] == value


def test_a_link_ends_after_ten_minutes(
    app: Flask, client: FlaskClient, kept: StoredFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "LASTS_SECONDS", -1)
    assert client.get(address(app, kept)).status_code == 410


def test_a_link_cannot_be_made_up(client: FlaskClient, kept: StoredFile) -> None:
    forged = URLSafeTimedSerializer("another secret", salt="download").dumps(["file", str(kept.id)])
    assert client.get(f"/tai-ve/{forged}").status_code == 404


def test_a_link_to_what_is_gone_is_not_found(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        link = downloads.link("file", uuid4())
    assert client.get(link).status_code == 404


def test_a_document_is_named_after_its_dossier(resources: Resources) -> None:
    procedure = resources.catalogue.version("2.002409", 1)
    assert file_name("complaint_petition", "A-1", procedure) == "Đơn khiếu nại A-1.pdf"


def test_a_petition_is_named_as_its_procedure_names_it(resources: Resources) -> None:
    procedure = resources.catalogue.version("2.002396", 1)
    assert file_name("petition", "A-1", procedure) == "Đơn tố cáo A-1.pdf"
