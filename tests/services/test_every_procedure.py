"""Every published procedure: filed by its examples, and printed."""

from collections.abc import Callable

import pytest

from forms.document_names import PETITIONS
from services.documents import shelf as documents
from services.dossiers import parting
from services.resources import Resources
from tests.filing import NOW, hand_in
from tests.shipped import CATALOGUE

CODES = sorted(found.code for found in CATALOGUE.current(NOW.date()))


@pytest.mark.parametrize("code", CODES)
def test_a_procedure_is_filed_and_all_its_papers_are_made(
    resources: Resources, work: Callable[[], None], code: str
) -> None:
    dossier = hand_in(resources, code=code).dossier
    work()
    procedure = resources.catalogue.get(code, NOW.date())
    with resources.database.transaction() as session:
        made = [document.kind for document in documents.issued(session, dossier.id)]
    withheld = PETITIONS if parting.is_sealed(dossier.frozen) else ()
    assert made == [kind for kind in procedure.issued_in("submitted") if kind not in withheld]
