"""Officers at work, and a dossier for them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.resources import Resources
from tests.filing import hand_in
from tests.web.officer.browsing import HOA, MAI, NAM, let_through


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


@pytest.fixture
def officer(app: Flask) -> Callable[[str], FlaskClient]:
    """Open a browser in which an officer has signed in."""

    def signed_in(username: str) -> FlaskClient:
        browser = app.test_client()
        let_through(browser, username)
        return browser

    return signed_in


@pytest.fixture
def hoa(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(HOA)


@pytest.fixture
def nam(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(NAM)


@pytest.fixture
def mai(officer: Callable[[str], FlaskClient]) -> FlaskClient:
    return officer(MAI)
