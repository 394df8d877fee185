"""Uploads: one file at a time, known by its content, in two ways of sending."""

import hashlib
import io
from typing import Any

import pytest
from flask.testing import FlaskClient

from services.resources import Resources
from tests.web.api.conftest import picture

ADDRESS = "/api/v1/uploads"


def sent(client: FlaskClient, content: bytes, **headers: str) -> Any:
    return client.post(ADDRESS, data=content, headers=headers)


def sent_as_part(client: FlaskClient, *contents: bytes) -> Any:
    parts = {
        f"file{number}": (io.BytesIO(content), "ảnh.png") for number, content in enumerate(contents)
    }
    return client.post(ADDRESS, data=parts)


def test_a_file_as_the_body_is_taken(client: FlaskClient) -> None:
    assert sent(client, picture()).status_code == 201


def test_a_file_as_a_part_is_taken(client: FlaskClient) -> None:
    assert sent_as_part(client, picture()).status_code == 201


def test_the_answer_proves_what_was_taken(client: FlaskClient) -> None:
    assert sent(client, picture()).json["sha256"] == hashlib.sha256(picture()).hexdigest()


def test_the_type_is_that_of_the_content(client: FlaskClient) -> None:
    answer = sent(client, picture(), **{"Content-Type": "application/pdf"})
    assert answer.json["content_type"] == "image/png"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-File-Name": "%E1%BA%A3nh.png"},
        {"Content-Disposition": "attachment; filename*=UTF-8''%E1%BA%A3nh.png"},
    ],
)
def test_a_header_names_the_file(client: FlaskClient, headers: dict[str, str]) -> None:
    assert sent(client, picture(), **headers).json["name"] == "ảnh.png"


@pytest.mark.parametrize("name", ["%FF%00..%2F..%2Fetc%2Fpasswd", "%ED%A0%80", "", "%"])
def test_a_hostile_name_is_cleaned(client: FlaskClient, name: str) -> None:
    assert sent(client, picture(), **{"X-File-Name": name}).status_code == 201


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"MZ\x90 a program", "unknown_kind")]
)
def test_a_refused_file_says_why(client: FlaskClient, content: bytes, reason: str) -> None:
    answer = sent(client, content)
    assert (answer.status_code, answer.json["reason"]) == (422, reason)


def test_a_file_that_is_too_large_is_refused(client: FlaskClient, resources: Resources) -> None:
    content = bytes(resources.settings.limits.file_bytes + 1)
    assert sent(client, content).status_code == 413


def test_a_body_that_is_far_too_large_is_not_read(client: FlaskClient) -> None:
    environment = {"CONTENT_LENGTH": str(10**12)}
    answer = client.post(ADDRESS, data=b"x", environ_overrides=environment)
    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")


def test_a_body_without_a_length_is_measured_as_it_comes(
    client: FlaskClient, resources: Resources
) -> None:
    stream = io.BytesIO(bytes(resources.settings.limits.file_bytes + 100_000))
    environment = {"wsgi.input_terminated": True}
    answer = client.post(ADDRESS, input_stream=stream, environ_overrides=environment)
    assert answer.status_code == 413


def test_two_files_at_once_are_refused(client: FlaskClient) -> None:
    assert sent_as_part(client, picture(), picture()).json["errors"][0]["pointer"] == "/file"


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
def test_a_broken_multipart_body_is_refused(client: FlaskClient, kind: str) -> None:
    assert sent(client, b"--y\r\n\r\n", **{"Content-Type": kind}).status_code == 422
