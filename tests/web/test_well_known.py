"""robots.txt keeps machines away from people's pages; security.txt says where faults are told."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from services.resources import Resources

SECURITY = "/.well-known/security.txt"


@pytest.fixture
def told(resources: Resources) -> Iterator[None]:
    kept = resources.settings
    contact = "mailto:an-ninh@motcua.test"
    resources.settings = replace(kept, security_contact=contact, base_url="https://motcua.test")
    yield
    resources.settings = kept


def test_robots_stay_out_of_people_s_pages(client: FlaskClient) -> None:
    assert "Disallow: /nop/\n" in client.get("/robots.txt").text


def test_security_txt_says_where_and_how_long(client: FlaskClient, told: None) -> None:  # noqa: ARG001
    lines = client.get(SECURITY).text
    assert re.fullmatch(
        r"Contact: mailto:an-ninh@motcua\.test\nExpires: \d{4}-\d\d-\d\dT00:00:00Z\n"
        r"Preferred-Languages: vi, en\nCanonical: https://motcua\.test/\.well-known/security\.txt\n",
        lines,
    )


def test_without_a_contact_there_is_no_security_txt(client: FlaskClient) -> None:
    assert client.get(SECURITY).status_code == 404
