"""What pages load is asked for once, is short on the line, and outlives an exchange of versions."""

import gzip
import re

import pytest
from flask.testing import FlaskClient

from services.web import static_files

STYLES = "css/motcua.css"
ADDRESS = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def address(name: str, version: str = "") -> str:
    return f"/static/{version or static_files.current()}/{name}"


def test_every_file_that_a_page_names_is_kept_for_a_year(client: FlaskClient) -> None:
    named = ADDRESS.findall(client.get("/").text)
    kept = {client.get(one).headers["Cache-Control"] for one in named}
    assert (len(named) > 5, kept) == (True, {"public, max-age=31536000, immutable"})


def test_a_page_of_an_older_version_still_finds_its_files(client: FlaskClient) -> None:
    answer = client.get(address(STYLES, "0123456789ab"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize("name", [STYLES, "js/main.js"])
def test_text_is_sent_pressed_to_who_takes_it_so(client: FlaskClient, name: str) -> None:
    plain = client.get(address(name))
    pressed = client.get(address(name), headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(pressed.data) == plain.data
    assert len(pressed.data) < len(plain.data) / 3
    assert (pressed.content_type, pressed.headers["Vary"]) == (
        plain.content_type,
        "Accept-Encoding",
    )


def test_plain_and_pressed_are_never_taken_for_one_another(client: FlaskClient) -> None:
    plain = client.get(address(STYLES))
    asked = {"Accept-Encoding": "gzip", "If-None-Match": plain.headers["ETag"]}
    again = client.get(address(STYLES), headers={"If-None-Match": plain.headers["ETag"]})
    assert (client.get(address(STYLES), headers=asked).status_code, again.status_code) == (200, 304)


def test_what_is_pressed_by_itself_is_sent_as_it_is(client: FlaskClient) -> None:
    font = "vendor/be-vietnam-pro/be-vietnam-pro-vietnamese-400-normal.woff2"
    answer = client.get(address(font), headers={"Accept-Encoding": "gzip"})
    assert (answer.content_type, "Content-Encoding" in answer.headers) == ("font/woff2", False)


def test_a_first_visit_loads_one_script_that_holds_all_others(client: FlaskClient) -> None:
    scripts = [one for one in ADDRESS.findall(client.get("/").text) if one.endswith(".js")]
    loaded = [client.get(one).text for one in scripts]
    assert (len(scripts), [one for one in loaded if re.search(r"\bimport[\s{*\"]", one)]) == (2, [])
