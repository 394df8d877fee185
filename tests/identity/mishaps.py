"""Requests that name people and fail in the middle, since the database is not as it should be."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from forms.procedure import Procedure
from tests.identity import filing
from tests.identity.answers import Answers, without
from tests.identity.exports import INBOX
from tests.identity.filing import Filed
from tests.identity.life import browser_of

COLUMN, AWAY = "search_text", "search_text_away"


@contextmanager
def half_upgraded(app: Flask, owner: Engine) -> Iterator[None]:
    """Take a column away for a while, and let failures be answered as in production."""
    _rename(owner, COLUMN, AWAY)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(app.config, "PROPAGATE_EXCEPTIONS", value=False)
            yield
    finally:
        _rename(owner, AWAY, COLUMN)


def search(seeker: FlaskClient, answers: Answers, filed: Filed) -> None:
    for typed in (filed.who.name, filed.who.paper):
        answer = seeker.get(INBOX, query_string={"tim": typed})
        assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
        answers.take(without(answer.text, typed))


def file(app: Flask, answers: Answers, procedure: Procedure, filed: Filed) -> None:
    key, browser = str(uuid4()), browser_of(app, filed.who)
    sent = filing.body(browser, procedure, filed.who, key)
    answer = browser.post("/api/v1/dossiers", json=sent, headers={"Idempotency-Key": key})
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    answers.take(answer.data)


def _rename(owner: Engine, before: str, after: str) -> None:
    with owner.begin() as connection:
        connection.execute(text(f"ALTER TABLE dossiers RENAME COLUMN {before} TO {after}"))
