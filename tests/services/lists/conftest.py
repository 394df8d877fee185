"""The list of co-complainants, which most groups fill in."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from forms import catalogue
from forms.fields import Field
from forms.procedure import Procedure
from services.lists import reading
from services.lists.reading import Proposal
from tests.shipped import CATALOGUE

FILES = Path(__file__).parents[2] / "forms" / "files"
TODAY = date(2026, 11, 22)
Read = Callable[[bytes], Proposal]


@pytest.fixture(scope="session")
def procedure() -> Procedure:
    return CATALOGUE.get("2.002409", TODAY)


@pytest.fixture(scope="session")
def others(procedure: Procedure) -> Field:
    return next(field for field in procedure.fields if field.key == "others")


@pytest.fixture(scope="session")
def every_kind() -> Procedure:
    return catalogue.load(FILES).get("TEST-1", TODAY)


@pytest.fixture
def read(others: Field) -> Read:
    return lambda content: reading.propose(others, BytesIO(content), {}, today=TODAY)
