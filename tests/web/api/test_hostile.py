"""Hostile JSON gets a problem, never a failure and never a dossier."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.resources import Resources
from tests.forms.strategies import TODAY, broken, valid
from tests.web.api.conftest import COMMUNE, FEEDBACK, new_key

Body = dict[str, Any]
Send = Callable[..., Any]
PROBLEM = "application/problem+json"
OFTEN = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def posted(client: FlaskClient, content: bytes, kind: str = "application/json") -> Any:
    headers = {"Idempotency-Key": new_key(), "Content-Type": kind}
    return client.post("/api/v1/dossiers", data=content, headers=headers)


def wrapped(answers: bytes) -> bytes:
    return b'{"procedure": "KNPA", "agency": "XA.05443", "answers": %s}' % answers


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe{}", 400),
        (b'"\xed\xa0\x80"', 400),
        (b"\xef\xbb\xbf{}", 400),
        (wrapped(b'{"content": NaN}'), 400),
        (wrapped(b'{"content": -Infinity}'), 400),
        (wrapped(b'{"content": %s}' % (b"9" * 10_000)), 400),
        (b"[" * 100_000, 422),
        (wrapped(b'{"a":' * 50_000 + b"1" + b"}" * 50_000), 422),
        (b'{"procedure": "KNPA", "procedure": "2.002409"}', 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (wrapped(b'{"content": 1e999}'), 422),
        (wrapped(b'{"content": "\\u0000"}'), 422),
        (wrapped(b'{"content": "\\ud800"}'), 422),
        (wrapped(b'{"\\ud800\\u0000": 1}'), 422),
        (b'{"procedure": "\\u0000", "agency": "\\ud800", "answers": {}}', 422),
        (b'{"procedure": "KNPA", "agency": "\\u0000", "answers": {}}', 422),
        (b'{"procedure": "KNPA", "agency": "\\ud800", "answers": {}}', 422),
        (wrapped(b'{"content": "%s"}' % (b"x" * 900_000)), 422),
        (wrapped(b'{"content": "%s"}' % (b"x" * 1_100_000)), 413),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, bytes) else str(value),
)
def test_hostile_json_gets_a_problem(client: FlaskClient, content: bytes, status: int) -> None:
    answer = posted(client, content)
    assert (answer.status_code, answer.mimetype) == (status, PROBLEM)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data", ""])
def test_another_content_type_is_refused(client: FlaskClient, kind: str) -> None:
    assert posted(client, b"{}", kind).status_code == 415


@pytest.mark.parametrize("path", ["/procedures/%00", "/dossiers/%00", "/agencies?level=%00"])
def test_a_nul_in_an_address_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(f"/api/v1{path}").status_code == 400


@pytest.mark.parametrize("code", ["Bearer", "Bearer ", "Basic eDp5", "Bearer \xff\xfe", "x" * 9000])
def test_a_hostile_code_opens_nothing(client: FlaskClient, filed: Body, code: str) -> None:
    answer = client.get(filed["links"]["dossier"], headers={"Authorization": code})
    assert answer.status_code in {401, 404}


def json_values() -> st.SearchStrategy[Any]:
    text = st.text(st.characters(), max_size=20)
    keys = st.sampled_from(["petitioner", "content", "evidence", "signature", "full_name"]) | text
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | text
    return st.recursive(
        leaf, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=20
    )


@OFTEN
@given(answers=json_values())
def test_any_json_in_place_of_answers_gets_a_problem(client: FlaskClient, answers: Any) -> None:
    body = {"procedure": FEEDBACK, "agency": COMMUNE, "answers": answers}
    answer = posted(client, json.dumps(body).encode())
    assert (answer.status_code in {400, 422}, answer.mimetype) == (True, PROBLEM)


@OFTEN
@given(content=st.binary(max_size=200))
def test_any_bytes_get_a_problem(client: FlaskClient, content: bytes) -> None:
    assert posted(client, content).mimetype == PROBLEM


@OFTEN
@given(data=st.data())
def test_one_broken_answer_is_told_at_its_place(
    client: FlaskClient, resources: Resources, data: st.DataObject
) -> None:
    wrong, path = data.draw(broken(resources.catalogue.get(FEEDBACK, TODAY)))
    body = {"procedure": FEEDBACK, "agency": COMMUNE, "answers": wrong}
    answer = posted(client, json.dumps(body).encode())
    told = {error["pointer"] for error in answer.json.get("errors", [])}
    assert answer.status_code == 413 or f"/answers/{path.replace('.', '/')}" in told


@OFTEN
@given(data=st.data())
def test_valid_answers_are_wrong_only_about_their_files(
    client: FlaskClient, resources: Resources, data: st.DataObject
) -> None:
    answers = data.draw(valid(resources.catalogue.get(FEEDBACK, TODAY)))
    body = {"procedure": FEEDBACK, "agency": COMMUNE, "answers": answers}
    answer = posted(client, json.dumps(body).encode())
    told = {error["pointer"].split("/")[2] for error in answer.json["errors"]}
    assert told <= {"evidence", "signature"}


GROUP = "2.002409"


@pytest.mark.parametrize(
    ("others", "pointer"),
    [
        ([{"full_name": "Lý A Páo"}] * 10_000, "/answers/others"),
        ([{"full_name": "Lý A Páo", "hidden": 1}], "/answers/others/0/hidden"),
        ([{"full_name": {"a": {"b": ["x"]}}}], "/answers/others/0/full_name"),
        ([["x"]], "/answers/others/0"),
        ({"0": {"full_name": "x"}}, "/answers/others"),
        ("x", "/answers/others"),
    ],
    ids=["10,000 rows", "unknown key", "nest", "row is a list", "object", "text"],
)
def test_a_hostile_group_is_told_at_its_place(
    client: FlaskClient, others: Any, pointer: str
) -> None:
    answers = {"several": True, "others": others}
    body = {"procedure": GROUP, "agency": COMMUNE, "answers": answers}
    answer = posted(client, json.dumps(body).encode())
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
