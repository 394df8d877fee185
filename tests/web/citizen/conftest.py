"""A visitor, and the states in which tests find a filing."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from forms.procedure import Procedure
from services.resources import Resources
from tests.web.citizen.samples import TODAY, answers_of, pdf, png
from tests.web.citizen.visitor import Page, Visitor

COMPLAINT = "2.002409"
FEEDBACK = "KNPA"
AGENCY = "XA.05443"


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def complaint(resources: Resources) -> Procedure:
    return resources.catalogue.get(COMPLAINT, TODAY)


@pytest.fixture
def feedback(resources: Resources) -> Procedure:
    return resources.catalogue.get(FEEDBACK, TODAY)


@pytest.fixture
def begun(visitor: Visitor) -> Page:
    """Begin a feedback: its first page."""
    page = visitor.open(f"/thu-tuc/{FEEDBACK}/nop")
    return visitor.send(page, {"agency": AGENCY})


@pytest.fixture
def ready(visitor: Visitor, begun: Page, feedback: Procedure) -> Page:
    """Fill in all pages of a feedback: its review page."""
    page = begun
    for section in feedback.steps_to_fill:
        page = visitor.send(page, answers_of(feedback, section))
    return page


@pytest.fixture
def signed(visitor: Visitor, ready: Page) -> Callable[[], Page]:
    """Declare, sign and submit."""

    def submit() -> Page:
        return visitor.send(
            ready,
            {"name_public": "no", "declaration": "yes"},
            press=("go", "submit"),
            files=[("signature.scan", "chu-ky.png", png())],
        )

    return submit


@pytest.fixture
def filed(signed: Callable[[], Page]) -> Page:
    """Submit a feedback: the page that answers."""
    return signed()


@pytest.fixture
def paper() -> tuple[str, bytes]:
    return "quyết định.pdf", pdf()
