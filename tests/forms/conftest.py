"""What the tests of the form language share."""

from datetime import date
from pathlib import Path

import pytest

from forms import catalogue
from forms.catalogue import Catalogue
from forms.procedure import Procedure
from tests.shipped import CATALOGUE

TODAY = date(2026, 11, 22)
FILES = Path(__file__).with_name("files")


@pytest.fixture(scope="session")
def procedures() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="session")
def complaint(procedures: Catalogue) -> Procedure:
    return procedures.get("2.002409", TODAY)


@pytest.fixture(scope="session")
def feedback(procedures: Catalogue) -> Procedure:
    return procedures.get("KNPA", TODAY)


@pytest.fixture(scope="session")
def every_kind() -> Procedure:
    return catalogue.load(FILES).get("TEST-1", TODAY)


@pytest.fixture
def today() -> date:
    return TODAY
