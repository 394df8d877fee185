"""Every paper of every procedure can be shown without a dossier."""

from datetime import date

import pytest

from pdf_templates.renderer import Renderer
from services.documents import samples
from tests.shipped import PROCEDURES

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


@pytest.mark.parametrize("slug", PROCEDURES)
def test_its_papers_are_filled_with_examples(slug: str, renderer: Renderer) -> None:
    procedure = PROCEDURES[slug]
    for issued in samples.printable(procedure):
        made = samples.paper(procedure, issued.name, base_url="https://x.vn", today=TODAY)
        assert samples.NUMBER in renderer.markup(made)
