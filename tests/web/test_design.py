"""The look: every widget can be drawn, nothing is inline, nothing comes from elsewhere."""

import gzip
import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args

import pytest
from flask import Flask, render_template, render_template_string
from flask_babel import Babel

from forms.control import Control, Option, Widget
from services.web import static_files

WEB = Path(__file__).parents[2] / "services" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
ASSETS = WEB / "assets"
SCRIPTS = sorted((ASSETS / "js").glob("*.js"))
PRESSED = sorted((WEB / "static").rglob("*.gz"))
STYLES = (WEB / "static" / "css" / "motcua.css").read_text()
ERROR_PAGES = (400, 403, 404, 409, 413, 422, 429, 500, 503)
WIDGETS: tuple[Widget, ...] = get_args(Widget)

PLAIN = Control(name="person.name", id="person-name", widget="input", label="Họ tên")
HOSTILE = '"><script>alert(1)</script>'
INLINE = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask("services.web", static_folder=None)
    static_files.join(app)
    Babel(app, default_locale="vi")
    app.jinja_env.globals["csrf_token"] = lambda: "token"
    app.secret_key = "for this test only"
    return app


def drawn(app: Flask, control: Control) -> str:
    source = '{% from "components/fields.html" import field %}{{ field(control) }}'
    with app.test_request_context():
        return render_template_string(source, control=control)


def page(app: Flask, name: str, path: str = "/", **values: Any) -> str:
    with app.test_request_context(path):
        return render_template(name, **values)


@pytest.mark.parametrize("widget", WIDGETS)
def test_each_widget_carries_its_id(app: Flask, widget: Widget) -> None:
    control = replace(PLAIN, widget=widget, options=(Option("a", "A"), Option("b", "B")))
    assert 'id="person-name"' in drawn(app, control)


@pytest.mark.parametrize("widget", WIDGETS)
def test_no_widget_lets_a_text_become_markup(app: Flask, widget: Widget) -> None:
    control = replace(
        PLAIN,
        widget=widget,
        label=HOSTILE,
        hint=HOSTILE,
        error=HOSTILE,
        value={"day": HOSTILE, "month": "", "year": ""} if widget == "date" else HOSTILE,
        options=(Option(HOSTILE, HOSTILE, hint=HOSTILE),),
        when=HOSTILE,
    )
    assert "<script>" not in drawn(app, control)


@pytest.mark.parametrize("widget", sorted(set(WIDGETS) - {"static"}))
def test_an_error_stands_beside_its_field(app: Flask, widget: Widget) -> None:
    control = replace(PLAIN, widget=widget, error="Hãy điền mục này.")
    assert 'id="person-name-error"' in drawn(app, control)


def test_a_condition_goes_to_the_browser_as_it_is(app: Flask) -> None:
    control = replace(PLAIN, when='{"field":"a","is":"yes"}')
    assert "{&#34;field&#34;:&#34;a&#34;,&#34;is&#34;:&#34;yes&#34;}" in drawn(app, control)


def test_a_typed_text_of_several_lines_keeps_its_first_empty_line(app: Flask) -> None:
    control = replace(PLAIN, widget="textarea", value="\nsecond line")
    assert ">\n\nsecond line</textarea>" in drawn(app, control)


def test_a_group_draws_the_fields_inside(app: Flask) -> None:
    inner = replace(PLAIN, name="person.name.first", id="person-name-first")
    group = replace(PLAIN, widget="group", children=(inner,))
    assert 'name="person.name.first"' in drawn(app, group)


def test_an_uploaded_file_can_be_removed(app: Flask) -> None:
    control = replace(PLAIN, widget="files", options=(Option("id-1", "quyet-dinh.pdf"),))
    assert 'name="remove_file" value="id-1"' in drawn(app, control)


@pytest.mark.parametrize("status", ERROR_PAGES)
def test_an_error_page_says_what_to_do_next(app: Flask, status: int) -> None:
    assert "Bạn có thể làm gì" in page(app, f"errors/{status}.html")


def test_every_link_of_the_error_summary_leads_to_a_field(app: Flask) -> None:
    html = page(app, "design/gallery.html", "/thiet-ke?loi=1")
    linked = re.findall(r'<li><a href="#([^"]+)"', html)
    assert [one for one in linked if f'id="{one}"' not in html] == []


def test_the_gallery_uses_each_id_once(app: Flask) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page(app, "design/gallery.html"))
    assert sorted(ids) == sorted(set(ids))


def test_the_page_says_its_language(app: Flask) -> None:
    assert '<html lang="en">' in page(app, "home.html", language="en")


def test_the_language_switch_comes_back_to_the_same_page(app: Flask) -> None:
    html = page(app, "home.html", "/tra-cuu?so=a%26b")
    assert "/ngon-ngu/en?next=%2Ftra-cuu%3Fso%3Da%2526b" in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_inline_script_or_style(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


def test_the_stylesheet_names_only_files_that_exist() -> None:
    named = re.findall(r'url\("?([^")]+)"?\)', STYLES)
    assert [one for one in named if not (WEB / "static" / "css" / one).resolve().is_file()] == []


def test_the_stylesheet_is_free_of_foreign_marks() -> None:
    assert re.findall(r"GDS Transport|url\(.?https?:|@import|crown", STYLES) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_imports_only_files_that_exist(script: Path) -> None:
    named = re.findall(r'from "(\.[^"]+)"', script.read_text())
    assert [one for one in named if not (script.parent / one).resolve().is_file()] == []


def test_what_ships_was_built_from_these_sources() -> None:
    sources = [*SCRIPTS, *(ASSETS / "scss").iterdir(), ASSETS / "build.mjs"]
    sources.append(ASSETS / "package-lock.json")
    hashed = {str(one.relative_to(ASSETS)): sha256(one.read_bytes()) for one in sources}
    built = json.loads((ASSETS / "built.json").read_text())
    assert {name: found.hexdigest() for name, found in hashed.items()} == built


@pytest.mark.parametrize("pressed", PRESSED, ids=lambda path: path.name)
def test_what_is_kept_pressed_is_what_is_sent_plain(pressed: Path) -> None:
    assert gzip.decompress(pressed.read_bytes()) == pressed.with_suffix("").read_bytes()


@pytest.mark.parametrize("folder", ["be-vietnam-pro", "govuk-frontend"])
def test_what_is_taken_from_others_keeps_its_licence(folder: str) -> None:
    assert (WEB / "static" / "vendor" / folder / "LICENSE").stat().st_size > 1000
