"""The quick exit leads away, forgets, and cannot be pressed by another site."""

import pytest
from flask.testing import FlaskClient

from tests.web.officer.browsing import hidden

PROTECTED, OPEN = "/thu-tuc/TTTC/nop", "/thu-tuc/KNPA/nop"
AGENCY = {"agency": "XA.05443"}
EXIT = "/roi-trang"
NEUTRAL = "https://vi.wikipedia.org/"


@pytest.fixture
def begun(client: FlaskClient) -> str:
    """Begin a protected filing: its first page."""
    sent = {**hidden(client, PROTECTED), **AGENCY}
    return client.post(PROTECTED, data=sent).location


@pytest.mark.parametrize(("path", "offered"), [(PROTECTED, True), (OPEN, False)])
def test_the_exit_stands_on_protected_pages(
    client: FlaskClient,
    path: str,
    offered: bool,  # noqa: FBT001
) -> None:
    assert (f'action="{EXIT}"' in client.get(path).text) is offered


def test_the_exit_leads_to_a_neutral_page(client: FlaskClient, begun: str) -> None:
    answer = client.post(EXIT, data=hidden(client, begun))
    assert (answer.status_code, answer.location) == (303, NEUTRAL)


def test_the_policy_lets_the_form_go_there_and_nowhere_else(
    client: FlaskClient, begun: str
) -> None:
    policy = client.get(begun).headers["Content-Security-Policy"]
    assert "form-action 'self' https://vi.wikipedia.org;" in policy


def test_the_browser_forgets(client: FlaskClient, begun: str) -> None:
    answer = client.post(EXIT, data=hidden(client, begun))
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'


def test_the_draft_opens_no_more_on_this_device(client: FlaskClient, begun: str) -> None:
    client.post(EXIT, data=hidden(client, begun))
    assert client.get(begun).status_code == 404


@pytest.mark.parametrize("token", ["", "made-up"])
def test_another_site_cannot_make_the_browser_forget(
    client: FlaskClient, begun: str, token: str
) -> None:
    answer = client.post(EXIT, data={"csrf_token": token})
    assert (answer.location, client.get(begun).status_code) == (NEUTRAL, 200)
