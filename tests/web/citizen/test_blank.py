"""The form for people who fill it in by hand."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import func, select

from services.outbox.models import OutboxMessage
from services.resources import Resources

ADDRESS = "/thu-tuc/KNPA/mau-don"


def test_the_page_of_the_procedure_leads_to_it(client: FlaskClient) -> None:
    assert ADDRESS in client.get("/thu-tuc/KNPA").text


def test_the_first_reader_waits_and_the_worker_makes_it(
    client: FlaskClient, work: Callable[[], None], resources: Resources
) -> None:
    for key in list(resources.objects.keys("blank/KNPA/")):
        resources.objects.delete(key)
    assert client.get(ADDRESS).status_code == 202
    work()
    made = client.get(ADDRESS)
    assert (made.status_code, made.mimetype, made.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_many_readers_ask_for_it_once(client: FlaskClient, resources: Resources) -> None:
    for key in list(resources.objects.keys("blank/KNPA/")):
        resources.objects.delete(key)
    for _ in range(3):
        client.get(ADDRESS)
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count(OutboxMessage.id))) == 1


def test_an_unknown_procedure_has_none(client: FlaskClient) -> None:
    assert client.get("/thu-tuc/KHONG-CO/mau-don").status_code == 404
