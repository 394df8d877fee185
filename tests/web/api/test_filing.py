"""Filing by the API: once for each key, with every mistake told at its place."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from services.dossiers.access_codes import is_well_formed
from services.dossiers.models import Dossier
from services.resources import Resources

Body = dict[str, Any]
Send = Callable[..., Any]
KEY = "b7f5e0d2-0000-4000-8000-1234567890ab"


def pointers(answer: Any) -> list[str]:
    return [error["pointer"] for error in answer.json["errors"]]


def dossiers(resources: Resources) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(Dossier)) or 0


def test_a_filing_is_answered_with_number_and_code(body: Body, file_it: Send) -> None:
    answer = file_it(body)
    assert (answer.status_code, is_well_formed(answer.json["access_code"])) == (201, True)


def test_the_number_names_the_agency(filed: Body) -> None:
    assert filed["number"].startswith("XA.05443-")


def test_no_cookie_is_set(body: Body, file_it: Send) -> None:
    assert "Set-Cookie" not in file_it(body).headers


def test_the_answer_stays_out_of_caches(body: Body, file_it: Send) -> None:
    assert file_it(body).headers["Cache-Control"] == "no-store"


def test_the_same_key_and_body_give_the_same_answer(body: Body, file_it: Send) -> None:
    assert file_it(body, key=KEY).json == file_it(body, key=KEY).json


def test_a_repeated_filing_says_so(body: Body, file_it: Send) -> None:
    file_it(body, key=KEY)
    assert file_it(body, key=KEY).headers["Idempotency-Replayed"] == "true"


def test_a_repeated_filing_makes_no_second_dossier(
    body: Body, file_it: Send, resources: Resources
) -> None:
    file_it(body, key=KEY)
    file_it(body, key=KEY)
    assert dossiers(resources) == 1


def test_a_key_serves_one_content(body: Body, file_it: Send) -> None:
    file_it(body, key=KEY)
    body["answers"]["content"] = "Một nội dung khác hẳn lần trước."
    assert file_it(body, key=KEY).status_code == 409


@pytest.mark.parametrize("key", ["short", "x" * 201, "with a space in it", "không có dấu được đâu"])
def test_a_key_has_sixteen_to_two_hundred_printable_characters(
    body: Body, client: FlaskClient, key: str
) -> None:
    headers = {"Idempotency-Key": key.encode().decode("latin-1")}
    assert client.post("/api/v1/dossiers", json=body, headers=headers).status_code == 422


def test_without_a_key_nothing_is_filed(body: Body, client: FlaskClient) -> None:
    assert client.post("/api/v1/dossiers", json=body).status_code == 422


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("procedure", "9.999999"),
        ("procedure", 7),
        ("agency", "XA.00000"),
        ("agency", None),
        ("version", 99),
        ("version", "1"),
        ("answers", []),
        ("surplus", 1),
    ],
)
def test_each_part_of_the_body_is_checked(
    body: Body, file_it: Send, name: str, value: object
) -> None:
    assert pointers(file_it({**body, name: value})) == [f"/{name}"]


@pytest.mark.parametrize("name", ["procedure", "agency", "answers"])
def test_each_part_of_the_body_is_needed(body: Body, file_it: Send, name: str) -> None:
    del body[name]
    assert pointers(file_it(body)) == [f"/{name}"]


def test_an_agency_of_another_level_is_refused(body: Body, file_it: Send) -> None:
    sent = {**body, "procedure": "2.002409", "agency": "TTT.TN"}
    assert pointers(file_it(sent)) == ["/agency"]


def test_a_wrong_answer_is_told_at_its_place(body: Body, file_it: Send) -> None:
    body["answers"]["petitioner"]["full_name"] = ["not", "text"]
    assert pointers(file_it(body)) == ["/answers/petitioner/full_name"]


def test_mistakes_are_told_in_vietnamese(body: Body, file_it: Send) -> None:
    del body["answers"]["content"]
    assert file_it(body).json["errors"][0]["detail"].startswith("Bạn chưa điền")


def test_mistakes_are_told_in_english_when_asked(body: Body, file_it: Send) -> None:
    del body["answers"]["content"]
    answer = file_it(body, **{"Accept-Language": "en-GB, vi;q=0.5"})
    assert "Fill it in" in answer.json["errors"][0]["detail"]


def test_an_unknown_answer_is_refused(body: Body, file_it: Send) -> None:
    body["answers"]["a/b~c"] = 1
    assert pointers(file_it(body)) == ["/answers/a~1b~0c"]


@pytest.mark.parametrize("name", ["file-example", "00000000-0000-4000-8000-000000000000"])
def test_a_file_that_was_never_uploaded_is_told_at_its_place(
    body: Body, file_it: Send, name: str
) -> None:
    body["answers"]["evidence"] = [name]
    assert pointers(file_it(body)) == ["/answers/evidence/0"]


def test_a_file_serves_one_dossier(body: Body, file_it: Send) -> None:
    file_it(body)
    assert pointers(file_it(body)) == ["/answers/evidence/0", "/answers/signature"]


def test_a_refused_filing_may_be_mended_under_the_same_key(body: Body, file_it: Send) -> None:
    wrong = {**body, "answers": {**body["answers"], "content": 1}}
    file_it(wrong, key=KEY)
    assert file_it(body, key=KEY).status_code == 201
