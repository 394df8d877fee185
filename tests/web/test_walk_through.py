"""The procedure of the walk-through is filed, received and printed with no line of Python."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from forms import catalogue
from forms.procedure import Procedure
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier
from services.resources import Resources
from tests.walk_through import follow
from tests.web.citizen.samples import answers_of, png
from tests.web.citizen.visitor import Page, Visitor
from tests.web.officer.browsing import action_page, send, sign_in

TITLE = "Mượn hội trường của phường"
AGENCY = "XA.05443"


@pytest.fixture
def added(resources: Resources, tmp_path: Path) -> Iterator[Procedure]:
    """Offer the procedure of the page, as the service would that starts with its file."""
    follow(tmp_path)
    resources.catalogue = catalogue.load(tmp_path)
    yield resources.catalogue.procedures[0]
    resources.library.look()


@pytest.fixture
def filed(client: FlaskClient, added: Procedure) -> Page:
    visitor = Visitor(client)
    page = visitor.send(visitor.open(f"/thu-tuc/{added.code}/nop"), {"agency": AGENCY})
    for section in added.steps_to_fill:
        page = visitor.send(page, answers_of(added, section))
    signature = [("signature.scan", "chu-ky.png", png())]
    return visitor.send(page, {"declaration": "yes"}, press=("go", "submit"), files=signature)


@pytest.mark.usefixtures("added")
def test_it_is_listed(client: FlaskClient) -> None:
    assert TITLE in client.get("/thu-tuc").text


def test_it_is_filed_with_its_list_and_its_condition(filed: Page, resources: Resources) -> None:
    with resources.database.transaction() as session:
        answers = session.scalars(select(Dossier.answers)).one()
    assert filed.path.endswith("/xong")
    assert (answers["sound_note"], answers["people"][0]["topic"]) == ("Hai micro", "Đường thôn")


def test_it_is_received_and_its_papers_are_printed(
    filed: Page, client: FlaskClient, resources: Resources, work: Callable[[], None]
) -> None:
    assert filed.status == 200
    with resources.database.transaction() as session:
        number = session.scalars(select(Dossier.number)).one()
    sign_in(client)
    send(client, action_page(number, "receive"))
    work()
    with resources.database.transaction() as session:
        printed = session.scalars(select(IssuedDocument.kind).order_by(IssuedDocument.id))
        assert list(printed) == ["submission_acknowledgement", "receipt"]


def test_it_can_be_filled_in_by_hand(
    added: Procedure, client: FlaskClient, work: Callable[[], None]
) -> None:
    address = f"/thu-tuc/{added.code}/mau-don"
    client.get(address)
    work()
    assert client.get(address).data.startswith(b"%PDF")
