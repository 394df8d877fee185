"""A filing by the API: a body that passes, made of the examples and of real uploads."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from forms import examples
from services.resources import Resources
from services.web.context import today

Body = dict[str, Any]
Send = Callable[..., TestResponse]

FEEDBACK = "KNPA"
COMMUNE = "XA.05443"


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "PNG")
    return content.getvalue()


def new_key() -> str:
    return str(uuid4())


def with_files(value: Any, file: Callable[[], str]) -> Any:
    """Put real uploads where the examples name files."""
    if isinstance(value, dict):
        return {key: with_files(inner, file) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_files(inner, file) for inner in value]
    return file() if isinstance(value, str) and value.startswith("file-") else value


@pytest.fixture
def upload(client: FlaskClient) -> Callable[[], str]:
    def send() -> str:
        headers = {"X-File-Name": "anh.png"}
        return str(client.post("/api/v1/uploads", data=picture(), headers=headers).json["id"])  # type: ignore[index]

    return send


@pytest.fixture
def body(resources: Resources, upload: Callable[[], str]) -> Body:
    procedure = resources.catalogue.get(FEEDBACK, today())
    answers = with_files(examples.answers(procedure), upload)
    return {"procedure": FEEDBACK, "agency": COMMUNE, "answers": answers}


@pytest.fixture
def file_it(client: FlaskClient) -> Send:
    """Send a body, under a new key unless one is given."""

    def send(body: Any, *, key: str | None = None, **headers: str) -> TestResponse:
        sent = {"Idempotency-Key": key or new_key(), **headers}
        return client.post("/api/v1/dossiers", json=body, headers=sent)

    return send


@pytest.fixture
def filed(body: Body, file_it: Send) -> Body:
    answer = file_it(body).json
    assert answer is not None
    return dict(answer)


@pytest.fixture
def code(filed: Body) -> dict[str, str]:
    return {"Authorization": f"Bearer {filed['access_code']}"}
