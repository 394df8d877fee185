"""The API behind front doors: what is not taken here is refused by name."""

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from services.agencies.models import Agency
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, prepared

Door = Callable[[str | None], None]


@pytest.fixture
def door(resources: Resources) -> Iterator[Door]:
    def set_door(value: str | None) -> None:
        with resources.database.transaction() as session:
            wanted = update(Agency).where(Agency.code == AGENCY)
            session.execute(wanted.values(front_door=value))

    yield set_door
    set_door(None)


def file(client: FlaskClient, resources: Resources, key: str = "a-key-of-this-filing") -> int:
    body = {"procedure": COMPLAINT, "agency": AGENCY, "answers": prepared(resources)}
    sent = client.post("/api/v1/dossiers", json=body, headers={"Idempotency-Key": key})
    return sent.status_code


@pytest.mark.parametrize("value", ["information", "back_end"])
def test_filing_is_refused(
    client: FlaskClient, resources: Resources, door: Door, value: str
) -> None:
    door(value)
    assert file(client, resources) == 422


def test_refusal_names_the_portal(client: FlaskClient, resources: Resources, door: Door) -> None:
    door("information")
    body = {"procedure": COMPLAINT, "agency": AGENCY, "answers": prepared(resources)}
    headers = {"Idempotency-Key": "a-key-of-this-filing"}
    told = client.post("/api/v1/dossiers", json=body, headers=headers).get_json()["errors"]
    assert (told[0]["pointer"], "dichvucong.gov.vn" in told[0]["detail"]) == ("/agency", True)


def test_retry_is_answered_after_the_door_closed(
    client: FlaskClient, resources: Resources, door: Door
) -> None:
    body = {"procedure": COMPLAINT, "agency": AGENCY, "answers": prepared(resources)}
    headers = {"Idempotency-Key": "a-key-of-this-filing"}
    first = client.post("/api/v1/dossiers", json=body, headers=headers).get_json()
    door("back_end")
    assert client.post("/api/v1/dossiers", json=body, headers=headers).get_json() == first


@pytest.mark.parametrize(("value", "listed"), [("information", True), ("back_end", False)])
def test_agencies_are_listed_by_their_doors(
    client: FlaskClient, door: Door, value: str, *, listed: bool
) -> None:
    door(value)
    found = client.get("/api/v1/agencies").get_json()["agencies"]
    assert (AGENCY in {agency["code"] for agency in found}) is listed
