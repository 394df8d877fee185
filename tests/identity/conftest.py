"""A denunciation that was filed on the pages, and its person on another device."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forms.procedure import Procedure
from services.resources import Resources
from tests.filing import able_to_seal
from tests.identity import filing
from tests.identity.denouncers import PROCEDURE, Denouncer
from tests.identity.filing import Filed
from tests.web.citizen.samples import TODAY
from tests.web.citizen.visitor import Page, Visitor


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def keys(resources: Resources) -> None:
    with resources.database.transaction() as session:
        able_to_seal(session)


@pytest.fixture
def procedure(resources: Resources, keys: None) -> Procedure:  # noqa: ARG001 - must be there first
    return resources.catalogue.get(PROCEDURE, TODAY)


@pytest.fixture
def who() -> Denouncer:
    return Denouncer(7)


@pytest.fixture
def review(visitor: Visitor, procedure: Procedure, who: Denouncer) -> Page:
    return filing.fill_in(visitor, procedure, who)


@pytest.fixture
def filed(visitor: Visitor, review: Page, who: Denouncer) -> Filed:
    return filing.sign(visitor, review, who)


@pytest.fixture
def inside(stranger: Visitor, filed: Filed) -> Page:
    """Open the dossier with number and code on another device."""
    return stranger.send(stranger.open("/tra-cuu"), filed.codes)
