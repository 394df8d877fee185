"""Every published procedure: filed by its examples, and printed."""

from collections.abc import Callable

import pytest

from forms import catalogue
from services.documents import shelf as documents
from services.resources import Resources
from tests.filing import NOW, hand_in

CODES = sorted(found.code for found in catalogue.load().current(NOW.date()))


@pytest.mark.parametrize("code", CODES)
def test_a_procedure_is_filed_and_all_its_papers_are_made(
    resources: Resources, work: Callable[[], None], code: str
) -> None:
    dossier = hand_in(resources, code=code).dossier
    work()
    procedure = resources.catalogue.get(code, NOW.date())
    with resources.database.transaction() as session:
        made = [document.kind for document in documents.issued(session, dossier.id)]
    assert made == list(procedure.issued_in("submitted"))
