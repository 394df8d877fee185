"""Every page of every procedure, in every state that it can be in, is free of barriers.

The printed state is a PDF: tests/services/test_every_procedure.py prints each.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, Route
from sqlalchemy import select
from werkzeug import Response

from forms import examples
from forms.all_open import all_open
from forms.catalogue import Catalogue
from forms.procedure import Procedure, Section, walk
from services.agencies.models import Agency
from services.drafts import drafts
from services.drafts.models import Draft
from services.resources import Resources
from services.web.context import now
from tests.browser.devices import PHONE
from tests.browser.looking import Looker
from tests.filing import able_to_seal
from tests.shipped import PROCEDURES
from tests.web.citizen.visitor import Page as Answer
from tests.web.citizen.visitor import Visitor

HOST = "http://forms.test"
# What differs from draft to draft, and says nothing about the look of a page.
OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]{60,}\"|value=\"[0-9a-f]{16}\"")
FORM = re.compile(r"<main.*</main>", re.DOTALL)
REPLACE = """([name, form]) => {
    history.replaceState(null, "", name);
    document.querySelector("main").outerHTML = form;
}"""

Raw = dict[str, Any]


@dataclass
class Desk:
    """One browser page that is opened once; each answer's own matter takes its place in the frame.

    So it is seen as it looks without scripts, where every part is open at once.
    """

    page: Page
    visitor: Visitor
    seen: set[str] = field(default_factory=set)
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def show(self, name: str, answer: Answer) -> bool:
        """Open an answer, unless one that reads the same was opened before."""
        [form] = FORM.findall(answer.text)
        look = hashlib.sha256(OWN.sub("", form).encode()).hexdigest()
        if look in self.seen:
            return False
        self.seen.add(look)
        if self.page.url == "about:blank":
            self.kept["/"] = fulfilled(answer.response)
            self.page.goto(HOST)
        self.page.evaluate(REPLACE, [f"#{name}", form])
        return True

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path not in self.kept:
            with self.visitor.client.get(path, buffered=True) as response:
                self.kept[path] = fulfilled(response)
        route.fulfill(**self.kept[path])


def fulfilled(response: Response) -> dict[str, Any]:
    return {
        "status": response.status_code,
        "headers": dict(response.headers),
        "body": response.get_data(),
    }


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    # The policy of our pages lets no script put markup into them; here one has to.
    opened = chromium.new_context(viewport={"width": PHONE, "height": 800}, bypass_csp=True)
    yield opened.new_page()
    opened.close()


@pytest.fixture(scope="module")
def shared(page: Page, built: Flask) -> Desk:
    """Remember the looks of pages and the frame around them: procedures share most of theirs."""
    desk = Desk(page, Visitor(built.test_client()))
    page.route("**/*", desk.serve)
    return desk


@pytest.fixture(scope="module")
def asked() -> dict[str, set[str]]:
    """Remember by state which questions a page was looked at with."""
    return {name: set() for name in FILLED}


@pytest.fixture
def desk(shared: Desk, client: FlaskClient) -> Desk:
    shared.visitor = Visitor(client)
    return shared


def begin(
    app: Flask, resources: Resources, client: FlaskClient, procedure: Procedure, raw: Raw
) -> str:
    """Keep a draft with these answers, and give its address."""
    with app.app_context(), resources.database.transaction() as session:
        if procedure.is_sealed:
            able_to_seal(session)
        agency = session.scalars(select(Agency).order_by(Agency.id)).first()
        assert agency is not None
        subject = drafts.Subject(procedure.code, procedure.version, agency.id)
        opened = drafts.begin(session, subject, days=30, now=now(), sealed=procedure.is_sealed)
        for section in procedure.sections:
            kept = {field.key: raw[field.key] for field in section.fields if field.key in raw}
            drafts.save(opened.draft, section.key, kept, now=now())
        draft: Draft = opened.draft
    with client.session_transaction() as cookie:
        cookie["drafts"] = [[str(draft.id), opened.token]]
    return f"/nop/{draft.id}"


def questions(section: Section) -> str:
    """Name what a page asks, so that a page which several procedures share is known again."""
    asked = [(path, one.kind.name, one.label, one.hint, one.when, one.required)
             for path, one in walk(section.fields)]  # fmt: skip
    return repr((section.key, section.hint, section.when, asked))


def states(
    visitor: Visitor, address: str, procedure: Procedure, known: set[str]
) -> Iterator[tuple[str, Answer]]:
    """Go through the pages: as they open, and as they come back when something is wrong."""
    for section in procedure.steps_to_fill:
        if questions(section) in known:
            continue
        answer = visitor.open(f"{address}/{section.key}")
        if answer.path.endswith(f"/{section.key}"):
            yield section.key, answer
            yield f"{section.key}-sent", visitor.send(answer)
            known.add(questions(section))
    review = visitor.open(f"{address}/xem-lai")
    yield "review", review
    yield "review-sent", visitor.send(review, press=("go", "submit"))


def many_rows(procedure: Procedure) -> Raw:
    """Answer every question: the examples, with several rows in each list."""
    answers = examples.answers(procedure)
    doubled = {
        field.key: [examples.row(field)] * min(2, procedure.repeats[field.key].max_rows)
        for field in procedure.fields
        if field.key in procedure.repeats
    }
    several = {"several": True} if "several" in {field.key for field in procedure.fields} else {}
    opened = {**answers, **several, **doubled}
    # Nothing was uploaded, so no file is there to show.
    uploads = {field.key for field in procedure.fields if field.kind.uploaded}
    return {key: answer for key, answer in opened.items() if key not in uploads}


# The form as it is, and without its conditions, so that each optional part is seen at once.
FILLED: Mapping[str, Any] = {
    "empty": (lambda procedure: procedure, lambda _: {}),
    "all-open": (all_open, many_rows),
}


@pytest.mark.parametrize("slug", PROCEDURES)
def test_no_state_of_a_form_has_barriers(
    app: Flask,
    resources: Resources,
    desk: Desk,
    asked: dict[str, set[str]],
    looker: Looker,
    slug: str,
) -> None:
    found: list[str] = []
    for name, (shaped, raw) in FILLED.items():
        procedure = shaped(PROCEDURES[slug])
        resources.catalogue = Catalogue((procedure,), resources.library.shipped.workflows)
        address = begin(app, resources, desk.visitor.client, procedure, raw(procedure))
        for state, answer in states(desk.visitor, address, procedure, asked[name]):
            assert answer.status in {200, 422}, state
            if desk.show(f"{slug}-{name}-{state}", answer):
                found += looker.barriers(desk.page, "main") + too_wide(desk.page)
    assert found == []


def too_wide(page: Page) -> list[str]:
    """Find what makes a telephone scroll sideways."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth <= window.innerWidth ? [] :"
        "[...document.querySelectorAll('main *')].filter("
        "e => e.getBoundingClientRect().right > window.innerWidth).map(e => e.outerHTML)"
    )
    return [f"{page.url} scrolls sideways: {one[:200]}" for one in wide]
