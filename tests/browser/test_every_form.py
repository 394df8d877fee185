"""Every page of every procedure, in every state that it can be in, is free of barriers.

The printed state is a PDF: tests/services/test_every_procedure.py prints each.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext, Page, Route
from sqlalchemy import select
from werkzeug import Response

from forms import catalogue, examples
from forms.all_open import all_open
from forms.catalogue import Catalogue
from forms.procedure import Procedure, Section, walk
from services.agencies.models import Agency
from services.drafts import drafts
from services.drafts.models import Draft
from services.resources import Resources
from services.web.context import now
from tests.browser.conftest import PHONE, RULES
from tests.filing import able_to_seal
from tests.web.citizen.visitor import Page as Answer
from tests.web.citizen.visitor import Visitor

PROCEDURES = {procedure.slug: procedure for procedure in catalogue.load().procedures}
AXE = Axe()
HOST = "http://forms.test"
# What differs from draft to draft, and says nothing about the look of a page.
OWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]{60,}\"|value=\"[0-9a-f]{16}\"")
FORM = re.compile(r"<main.*</main>", re.DOTALL)

Raw = dict[str, Any]


@dataclass
class Desk:
    """One browser page that is shown what the application answers, without a network."""

    page: Page
    visitor: Visitor
    shown: dict[str, Answer]
    seen: set[str]
    kept: dict[str, dict[str, Any]]

    def show(self, name: str, answer: Answer) -> bool:
        """Open an answer, unless one that reads the same was opened before."""
        [form] = FORM.findall(answer.text)
        look = hashlib.sha256(OWN.sub("", form).encode()).hexdigest()
        if look in self.seen:
            return False
        self.seen.add(look)
        self.shown[f"/{name}"] = answer
        self.page.goto(f"{HOST}/{name}")
        return True

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path in self.shown:
            route.fulfill(**fulfilled(self.shown[path].response))
            return
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
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": PHONE, "height": 800})
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, Any]]:
    """Keep styles, scripts and fonts, which every page asks for."""
    return {}


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Remember the looks of pages: procedures share most of theirs."""
    return set()


@pytest.fixture(scope="module")
def asked() -> dict[str, set[str]]:
    """Remember by state which questions a page was looked at with."""
    return {name: set() for name in FILLED}


@pytest.fixture
def desk(
    context: BrowserContext,
    client: FlaskClient,
    seen: set[str],
    kept: dict[str, dict[str, Any]],
) -> Iterator[Desk]:
    page = context.new_page()
    opened = Desk(page, Visitor(client), {}, seen, kept)
    page.route("**/*", opened.serve)
    yield opened
    page.close()


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
    app: Flask, resources: Resources, desk: Desk, asked: dict[str, set[str]], slug: str
) -> None:
    found: list[str] = []
    for name, (shaped, raw) in FILLED.items():
        procedure = shaped(PROCEDURES[slug])
        resources.catalogue = Catalogue((procedure,), resources.library.shipped.workflows)
        address = begin(app, resources, desk.visitor.client, procedure, raw(procedure))
        for state, answer in states(desk.visitor, address, procedure, asked[name]):
            assert answer.status in {200, 422}, state
            if desk.show(f"{slug}-{name}-{state}", answer):
                found += barriers(desk.page) + too_wide(desk.page)
    assert found == []


def barriers(page: Page) -> list[str]:
    """Look at the page's own matter; the frame around it is the same everywhere."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    violations = AXE.run(page, context="main", options=options).response["violations"]
    return [
        f"{page.url} {violation['id']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """Find what makes a telephone scroll sideways."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth <= window.innerWidth ? [] :"
        "[...document.querySelectorAll('main *')].filter("
        "e => e.getBoundingClientRect().right > window.innerWidth).map(e => e.outerHTML)"
    )
    return [f"{page.url} scrolls sideways: {one[:200]}" for one in wide]
