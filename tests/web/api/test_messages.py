"""Messages by the API: with the code alone, once for each key; a hostile body is no failure."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services.dossiers.models import Dossier
from services.dossiers.submission import Submitted
from services.resources import Resources
from services.web.context import now
from tests import talks
from tests.filing import hand_in
from tests.web.api.conftest import new_key, picture

DENUNCIATION = "2.002396"


@pytest.fixture(params=["2.002409", DENUNCIATION])
def done(resources: Resources, request: pytest.FixtureRequest) -> Submitted:
    """File something open, and something sealed."""
    return hand_in(resources, code=request.param)


@pytest.fixture
def address(done: Submitted) -> str:
    return f"/api/v1/dossiers/{done.dossier.number}"


@pytest.fixture
def code(done: Submitted) -> dict[str, str]:
    return {"X-Access-Code": done.access_code}


def post(client: FlaskClient, address: str, code: dict[str, str], body: Any, key: str = "") -> Any:
    headers = {**code, "Idempotency-Key": key or new_key()}
    return client.post(f"{address}/messages", json=body, headers=headers)


def test_a_message_with_a_file_comes_back(
    client: FlaskClient, address: str, code: dict[str, str]
) -> None:
    name = {**code, "X-File-Name": "anh.png"}
    file = client.post(f"{address}/message-files", data=picture(), headers=name).json["id"]  # type: ignore[index]
    sent = post(client, address, code, {"text": "Gửi ảnh", "files": [file]})
    listed: Any = client.get(f"{address}/messages", headers=code).json
    assert (sent.status_code, listed["messages"]) == (201, [sent.json])
    (held,) = sent.json["files"]
    assert held["name"] == "anh.png"
    assert client.get(held["href"], headers=code).data == picture()


def test_the_same_key_sends_once(client: FlaskClient, address: str, code: dict[str, str]) -> None:
    answers = [post(client, address, code, {"text": "Một"}, "k" * 20).json for _ in range(2)]
    listed: Any = client.get(f"{address}/messages", headers=code).json
    assert (answers[0]["id"], len(listed["messages"])) == (answers[1]["id"], 1)


def test_news_of_the_agency_is_new_once(
    client: FlaskClient, resources: Resources, done: Submitted, address: str, code: dict[str, str]
) -> None:
    talks.by_officer(resources, done.dossier)
    counts = [client.get(address, headers=code).json["unread_messages"]]  # type: ignore[index]
    lists: list[Any] = [client.get(f"{address}/messages", headers=code).json for _ in range(2)]
    counts.append(client.get(address, headers=code).json["unread_messages"])  # type: ignore[index]
    assert [one["messages"][0]["is_new"] for one in lists] == [True, False]
    assert (lists[0]["messages"][0]["text"], counts) == (talks.ANSWERED, [1, 0])


NOBODY_S = "00000000-0000-4000-8000-000000000000"
HOSTILE = [
    ({"text": "x" * 5001}, 422, "/text"),
    ({"text": "x" * 5000 + "\x1d"}, 422, "/text"),
    ({"text": ""}, 422, "/text"),
    ({"text": "\x00\x00"}, 422, "/text"),
    ({"text": "\ud800"}, 422, "/text"),
    ({"text": 1}, 422, "/text"),
    ({"text": "a", "files": ["x"]}, 422, "/files/0"),
    ({"text": "a", "files": [NOBODY_S]}, 422, "/files"),
    ({"text": "a", "files": [NOBODY_S.replace("8", str(n)) for n in range(9)]}, 422, "/files"),
    ({"text": "a", "files": [NOBODY_S] * 10_000}, 422, "/files"),
    ({"text": "a", "subject": "b"}, 422, "/subject"),
    ({"text": "x" * 1_100_000}, 413, ""),
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_what_is_wrong_is_told_at_its_place(
    client: FlaskClient, address: str, code: dict[str, str], number: int
) -> None:
    body, status, pointer = HOSTILE[number]
    answer = post(client, address, code, body)
    told = [error["pointer"] for error in answer.json.get("errors", [])][:1]
    assert (answer.status_code, told) == (status, [pointer] if pointer else [])


def test_half_a_character_does_not_break_a_message(
    client: FlaskClient, address: str, code: dict[str, str]
) -> None:
    assert post(client, address, code, {"text": "a\ud800b\x00c"}).json["text"] == "abc"


def test_a_file_of_another_dossier_is_not_taken(
    client: FlaskClient, resources: Resources, address: str, code: dict[str, str]
) -> None:
    """Whoever knows the id of a file that waits for another sealed dossier cannot have it."""
    other = hand_in(resources, code=DENUNCIATION, attempt="another-attempt-of-a-person")
    theirs = {"X-Access-Code": other.access_code}
    path = f"/api/v1/dossiers/{other.dossier.number}/message-files"
    file = client.post(path, data=picture(), headers=theirs).json["id"]  # type: ignore[index]
    answer = post(client, address, code, {"text": "a", "files": [file]})
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/files")


def test_the_day_has_room_for_so_many(
    client: FlaskClient, resources: Resources, done: Submitted, address: str, code: dict[str, str]
) -> None:
    with resources.database.transaction() as session:
        dossier = session.scalars(select(Dossier).where(Dossier.id == done.dossier.id)).one()
    for _ in range(resources.settings.conversation.a_day):
        talks.by_person(resources, dossier, now=now())
    answer = post(client, address, code, {"text": "Thêm"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "86400")


@pytest.mark.parametrize("path", ["messages", "message-files"])
def test_without_the_code_nothing(client: FlaskClient, address: str, path: str) -> None:
    wrong = {"X-Access-Code": "2222-3333-4444-5555", "Idempotency-Key": new_key()}
    answers = [
        client.post(f"{address}/{path}", json={"text": "a"}),
        client.post(f"{address}/{path}", json={"text": "a"}, headers=wrong),
    ]
    assert [answer.status_code for answer in answers] == [401, 404]
