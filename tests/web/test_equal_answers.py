"""A wrong number and a wrong code get the same answer, for the same work."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from services.dossiers import look_up
from services.dossiers.look_up import DossierMissing
from services.resources import Resources
from tests.filing import hand_in
from tests.web.officer.browsing import hidden

WRONG_CODE = "2222-2222-2222-2222"
EXAMPLE = "XA.05443-261120-0001"
NO_NUMBER = "XA.05443-261122-9999"
CHANGING = re.compile(r'name="csrf_token" value="[^"]*"')


@pytest.fixture
def number(resources: Resources) -> str:
    return hand_in(resources).dossier.number


def page(client: FlaskClient, number: str) -> tuple[int, str, list[str]]:
    typed = {**hidden(client, "/tra-cuu"), "so": number, "ma": WRONG_CODE}
    answer = client.post("/tra-cuu", data=typed)
    body = CHANGING.sub("", answer.text)
    # The page gives one number as an example.
    for shown in (number, EXAMPLE):
        body = body.replace(shown, "")
    return answer.status_code, body, sorted(answer.headers.keys())


def test_pages_answer_both_alike(client: FlaskClient, number: str) -> None:
    assert page(client, number) == page(client, NO_NUMBER)


@pytest.mark.parametrize("what", ["", "/receipt", "/documents/1"])
def test_the_api_answers_both_alike(client: FlaskClient, number: str, what: str) -> None:
    def told(asked: str) -> tuple[int, bytes, list[str]]:
        headers = {"X-Access-Code": WRONG_CODE}
        answer = client.get(f"/api/v1/dossiers/{asked}{what}", headers=headers)
        return answer.status_code, answer.data, sorted(answer.headers.keys())

    assert told(number) == told(NO_NUMBER)


def test_both_ask_the_database_the_same(resources: Resources, number: str) -> None:
    asked: list[str] = []

    def keep(_: Any, __: Any, statement: str, *___: Any) -> None:
        asked.append(statement)

    def statements(wanted: str) -> list[str]:
        asked.clear()
        with resources.database.transaction() as session, pytest.raises(DossierMissing):
            look_up.by_code(session, resources.access_codes, number=wanted, code=WRONG_CODE)
        return list(asked)

    event.listen(resources.database.engine, "before_cursor_execute", keep)
    try:
        assert statements(number) == statements(NO_NUMBER) != []
    finally:
        event.remove(resources.database.engine, "before_cursor_execute", keep)
