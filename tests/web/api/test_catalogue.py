"""What can be filed, and with whom."""

from typing import Any

import jsonschema
import pytest
from flask.testing import FlaskClient


def get(client: FlaskClient, path: str) -> Any:
    return client.get(f"/api/v1{path}").json


def test_every_listed_procedure_can_be_read(client: FlaskClient) -> None:
    listed = get(client, "/procedures")["procedures"]
    assert [client.get(one["href"]).status_code for one in listed] == [200] * len(listed)


def test_the_example_satisfies_the_schema(client: FlaskClient) -> None:
    procedure = get(client, "/procedures/2.002409")
    jsonschema.validate(procedure["example"], procedure["answers_schema"])


def test_the_legal_basis_keeps_its_doubts(client: FlaskClient) -> None:
    basis = get(client, "/procedures/KNPA")["legal_basis"]
    assert "?" in {citation["confidence"] for citation in basis}


def test_an_unknown_procedure_is_not_found(client: FlaskClient) -> None:
    assert get(client, "/procedures/1.000000")["status"] == 404


def test_agencies_are_listed_by_level(client: FlaskClient) -> None:
    listed = get(client, "/agencies?level=commune")["agencies"]
    assert {agency["level"] for agency in listed} == {"commune"}


def test_an_agency_names_the_one_above_it(client: FlaskClient) -> None:
    listed = get(client, "/agencies?level=province")["agencies"]
    assert listed[0]["parent"] == "000.00.00.G20"


@pytest.mark.parametrize("query", ["level=village", "level=", "stage=commune"])
def test_a_wrong_query_is_refused(client: FlaskClient, query: str) -> None:
    assert get(client, f"/agencies?{query}")["status"] == 422


def test_what_is_public_may_be_cached(client: FlaskClient) -> None:
    cached = client.get("/api/v1/procedures").headers["Cache-Control"]
    assert cached.startswith("public")


@pytest.mark.parametrize(("language", "title"), [("en", "Not found"), ("vi", "Không tìm thấy")])
def test_a_problem_speaks_the_language_of_its_reader(
    client: FlaskClient, language: str, title: str
) -> None:
    answer: Any = client.get("/api/v1/nothing", headers={"Accept-Language": language}).json
    assert answer["title"] == title


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/procedures")
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)
