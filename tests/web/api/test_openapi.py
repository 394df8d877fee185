"""The OpenAPI document tells the truth: generated requests get only answers that it names."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.openapi import from_wsgi
from schemathesis.schemas import BaseSchema

from services.resources import Resources

Json = dict[str, Any]
PREFIX = "/api/v1"
ADDRESS = f"{PREFIX}/openapi.json"
OPERATIONS = (
    "GET /agencies",
    "GET /procedures",
    "GET /procedures/{code}",
    "POST /uploads",
    "POST /dossiers",
    "GET /dossiers/{number}",
    "GET /dossiers/{number}/receipt",
    "GET /dossiers/{number}/documents/{document}",
    "GET /dossiers/{number}/files/{file}",
    "GET /dossiers/{number}/messages",
    "POST /dossiers/{number}/messages",
    "POST /dossiers/{number}/message-files",
)
# Any code and no code at all are rightly asked for; there is no wrong way to ask.
UNBREAKABLE = {"GET /procedures", "GET /procedures/{code}"}
TRIED = [
    (name, mode)
    for name in OPERATIONS
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or name not in UNBREAKABLE
]
ABOUT_A_DOSSIER = [(name, mode) for name, mode in TRIED if "{number}" in name]
# Answers to a form follow the schema of its procedure, which is read apart; and a wrong access
# code gets the same 404 as a wrong number.
NOT_CHECKED = ("positive_data_acceptance", "ignored_auth")
BOUNDED = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def cases(document: BaseSchema, name: str, mode: GenerationMode) -> st.SearchStrategy[Case[Any]]:
    method, _, path = name.partition(" ")
    return document[PREFIX + path][method].as_strategy(generation_mode=mode)


@pytest.fixture(scope="module")
def document(built: Flask) -> BaseSchema:
    """Read the document once: it looks through the whole application for what to try."""
    checks = {name: {"enabled": False} for name in NOT_CHECKED}
    return from_wsgi(ADDRESS, built, config=SchemathesisConfig.from_dict({"checks": checks}))


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(("operation", "mode"), TRIED)
def test_every_answer_is_one_that_the_document_names(
    document: BaseSchema, operation: str, mode: GenerationMode
) -> None:
    @BOUNDED
    @given(case=cases(document, operation, mode))
    def holds(case: Case[Any]) -> None:
        case.call_and_validate()

    holds()


@pytest.mark.parametrize(("operation", "mode"), ABOUT_A_DOSSIER)
def test_answers_about_a_dossier_are_as_the_document_says(
    document: BaseSchema, operation: str, mode: GenerationMode, filed: Json, code: dict[str, str]
) -> None:
    @BOUNDED
    @given(case=cases(document, operation, mode))
    def holds(case: Case[Any]) -> None:
        case.path_parameters["number"] = filed["number"]
        case.call_and_validate(headers=code)

    holds()


def test_every_operation_is_tried(client: FlaskClient) -> None:
    paths: Json = client.get(ADDRESS).json["paths"]  # type: ignore[index]
    described = {
        f"{method.upper()} {path.removeprefix(PREFIX)}"
        for path, item in paths.items()
        for method in item.keys() & {"get", "post"}
    }
    assert described == set(OPERATIONS)


def test_the_document_is_of_the_version_it_says(client: FlaskClient) -> None:
    answer: Any = client.get(ADDRESS).json
    assert answer["openapi"] == "3.1.0"


def test_every_operation_names_what_it_refuses_with(client: FlaskClient) -> None:
    answer: Any = client.get(ADDRESS).json
    bare = [
        path
        for path, item in answer["paths"].items()
        for method in ("get", "post")
        if method in item and not {"400", "429", "503"} <= item[method]["responses"].keys()
    ]
    assert bare == []


def test_each_procedure_gives_an_example_of_a_filing(
    client: FlaskClient, resources: Resources
) -> None:
    answer: Any = client.get(ADDRESS).json
    body = answer["paths"]["/api/v1/dossiers"]["post"]["requestBody"]["content"]
    codes = {
        example["value"]["procedure"] for example in body["application/json"]["examples"].values()
    }
    assert codes == {found.code for found in resources.catalogue.procedures if found.published}
