"""Following a dossier by the API: everything with the code, nothing without it."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from pikepdf import Pdf

Body = dict[str, Any]
Code = dict[str, str]
Work = Callable[[], None]


@pytest.fixture
def address(filed: Body) -> str:
    return str(filed["links"]["dossier"])


@pytest.fixture
def dossier(client: FlaskClient, address: str, code: Code) -> Body:
    answer = client.get(address, headers=code).json
    assert answer is not None
    return dict(answer)


def test_the_state_is_told_in_both_languages(dossier: Body) -> None:
    assert dossier["state"]["label"] == {"vi": "Mới nộp", "en": "Filed"}


def test_the_history_begins_with_the_filing(dossier: Body) -> None:
    assert [event["action"] for event in dossier["history"]] == ["submit"]


def test_the_due_day_is_the_one_that_was_promised(dossier: Body, filed: Body) -> None:
    assert dossier["due_on"] == filed["due_on"]


def test_documents_on_their_way_are_named(dossier: Body) -> None:
    assert dossier["being_made"] == ["submission_acknowledgement", "feedback_petition"]


def test_the_files_can_be_fetched(client: FlaskClient, dossier: Body, code: Code) -> None:
    answers = [client.get(file["href"], headers=code) for file in dossier["files"]]
    assert [answer.mimetype for answer in answers] == ["image/png", "image/png"]


def test_the_documents_can_be_fetched(
    client: FlaskClient, address: str, code: Code, work: Work
) -> None:
    work()
    listed: Any = client.get(address, headers=code).json
    answers = [client.get(one["href"], headers=code) for one in listed["documents"]]
    assert [len(Pdf.open(io.BytesIO(answer.data)).pages) > 0 for answer in answers] == [True, True]


def test_the_receipt_comes_when_it_is_made(
    client: FlaskClient, filed: Body, code: Code, work: Work
) -> None:
    work()
    answer = client.get(filed["links"]["receipt"], headers=code)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")


def test_a_receipt_that_is_being_made_says_when_to_come_back(
    client: FlaskClient, filed: Body, code: Code
) -> None:
    answer = client.get(filed["links"]["receipt"], headers=code)
    assert (answer.status_code, answer.headers["Retry-After"]) == (404, "2")


def test_the_other_header_carries_the_code_too(
    client: FlaskClient, address: str, filed: Body
) -> None:
    headers = {"X-Access-Code": filed["access_code"].lower().replace("-", " ")}
    assert client.get(address, headers=headers).status_code == 200


def test_without_a_code_one_is_asked_for(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(
    client: FlaskClient, address: str, code: Code
) -> None:
    wrong_number = client.get(f"{address}9", headers=code)
    wrong_code = client.get(address, headers={"X-Access-Code": "2222-2222-2222-2222"})
    assert (wrong_number.status_code, wrong_number.data) == (404, wrong_code.data)


@pytest.mark.parametrize("path", ["documents/1", f"documents/{10**30}", "documents/x", "files/x"])
def test_what_the_dossier_does_not_hold_is_not_found(
    client: FlaskClient, address: str, code: Code, path: str
) -> None:
    assert client.get(f"{address}/{path}", headers=code).status_code == 404


def test_answers_about_a_person_stay_out_of_caches(
    client: FlaskClient, address: str, code: Code
) -> None:
    assert client.get(address, headers=code).headers["Cache-Control"] == "no-store"
