"""A visitor without scripts: reads pages, fills in the form that is there, presses a button."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

Pairs = list[tuple[str, Any]]
URLENCODED = "application/x-www-form-urlencoded"
# They stand above the page's own matter: the quick exit, and the way out of an account.
FRAME = frozenset({"/roi-trang", "/dang-xuat"})
TICKED = frozenset({"radio", "checkbox"})


@dataclass
class Form:
    action: str = ""
    method: str = "get"
    values: Pairs = field(default_factory=list)


class FormReader(HTMLParser):
    """Collects the forms of a page with the values that a browser would send."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = ""
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self.forms[-1].values.append((self._select, given.get("value", "")))
        elif tag == "textarea" and "readonly" not in given:
            self._textarea = given["name"]
            self.forms[-1].values.append((given["name"], ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            name, before = self.forms[-1].values.pop()
            self.forms[-1].values.append((name, before + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            name, text = self.forms[-1].values.pop()
            # The first line break after the tag belongs to the markup.
            self.forms[-1].values.append((name, text.removeprefix("\n")))
            self._textarea = None

    def _input(self, given: Mapping[str, str]) -> None:
        kind = given.get("type", "text")
        sent = "checked" in given if kind in TICKED else kind != "file"
        if sent and "name" in given and self.forms:
            self.forms[-1].values.append((given["name"], given.get("value", "")))


@dataclass
class Page:
    """What came back."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def path(self) -> str:
        return self.response.request.path

    @property
    def text(self) -> str:
        return self.response.get_data(as_text=True)

    def form(self) -> Form:
        """Give the form that posts, which is the one of the page's own matter."""
        reader = FormReader()
        reader.feed(self.text)
        posting = (form for form in reader.forms if form.method == "post")
        return next(form for form in posting if form.action not in FRAME)

    def value(self, name: str) -> str:
        return next((value for key, value in self.form().values if key == name), "")


class Visitor:
    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def open(self, path: str) -> Page:
        return Page(self.client.get(path, follow_redirects=True))

    def send(
        self,
        page: Page,
        answers: Mapping[str, Any] | MultiDict[str, str] | None = None,
        *,
        press: tuple[str, str] = ("go", "next"),
        files: Iterable[tuple[str, str, bytes]] = (),
    ) -> Page:
        """Send the page's form with these answers instead of those that it shows."""
        form = page.form()
        given = MultiDict(answers or {})
        kept = [pair for pair in form.values if pair[0] not in given]
        body: MultiDict[str, Any] = MultiDict([*kept, *given.items(multi=True), press])
        for name, filename, content in files:
            body.add(name, (BytesIO(content), filename))
        response = self.client.post(
            form.action or page.path,
            data=body,
            # Without files the answer reads the same, and no temporary file is left behind.
            content_type="multipart/form-data" if files else URLENCODED,
            follow_redirects=True,
        )
        return Page(response)
