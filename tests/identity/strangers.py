"""Who tries with another's code or from another agency, and what everybody may read."""

from collections.abc import Iterator
from http import HTTPStatus

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.identity.answers import Answers, fetched
from tests.identity.denouncers import PROCEDURE
from tests.identity.filing import Filed
from tests.identity.life import browser_of
from tests.web.addresses import address
from tests.web.citizen.visitor import Visitor

REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.TOO_MANY_REQUESTS}
PUBLIC = (
    "/",
    "/healthz",
    "/readyz",
    "/quyen-rieng-tu",
    f"/thu-tuc/{PROCEDURE}",
    f"/thu-tuc/{PROCEDURE}/du-lieu-ca-nhan",
)


def try_all(app: Flask, answers: Answers, away: FlaskClient, dossiers: list[Filed]) -> None:
    """Let each person try the dossier before the own one, and an officer of elsewhere every one."""
    rules = list(_of_dossiers(app))
    assert len(rules) > 1
    for filed, other in zip(dossiers, dossiers[1:] + dossiers[:1], strict=True):
        browser = answers.listen(browser_of(app, other.who))
        _look_up(browser, filed, other)
        for rule in rules:
            headers = {"X-Access-Code": other.code}
            answer = browser.get(address(app, rule, filed.number), headers=headers)
            assert answer.status_code in REFUSED, (rule, answer.status)
        assert away.get(f"/can-bo/ho-so/{filed.number}").status_code == HTTPStatus.NOT_FOUND


def read_what_is_public(app: Flask, answers: Answers) -> None:
    browser = answers.listen(app.test_client())
    for path in PUBLIC:
        fetched(browser, path)
    assert browser.get("/metrics").status_code == HTTPStatus.NOT_FOUND


def _look_up(browser: FlaskClient, filed: Filed, other: Filed) -> None:
    visitor = Visitor(browser)
    wrong = {"so": filed.number, "ma": other.code}
    page = visitor.send(visitor.open("/tra-cuu"), wrong)
    assert page.path == "/tra-cuu", page.status


def _of_dossiers(app: Flask) -> Iterator[Rule]:
    """Give what programs may read of a dossier."""
    for rule in app.url_map.iter_rules():
        is_read = "GET" in (rule.methods or ()) and "number" in rule.arguments
        if rule.endpoint.startswith("api.") and is_read:
            yield rule
