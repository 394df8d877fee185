"""An issued copy is read by whom it concerns, and nothing leaks; one copy is made for all."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from config import Settings
from services.audit.models import AuditEntry
from services.policy.table import Role
from services.redaction.words import BLOCK
from services.resources import Resources
from tests import redacting, staff
from tests import sealed as sealing
from tests.burned import hidden_in
from tests.custodian import PROVINCE, key_for, room_of, served, unlock
from tests.redacting import JPEG, PDF, SECRETS, leaks
from tests.sealed import Sealed
from tests.service import forgetting
from tests.web.officer.browsing import let_through
from tests.web.officer.redaction_desk import (
    begin,
    copy_of,
    desk,
    issue,
    look_at_all,
    mask_all,
)

Enter = Callable[[str], FlaskClient]


@pytest.fixture(scope="module")
def resources(opened: Resources, owner: Engine) -> Iterator[Resources]:
    """Forget after the last test: these change nothing of the copy, which costs seconds to make."""
    with forgetting(opened, owner) as connections:
        yield connections


@pytest.fixture(scope="module")
def sealed(
    resources: Resources, settings: Settings, engine_environment: dict[str, str]
) -> Iterator[Sealed]:
    made = sealing.seal(resources, key_for(resources, PROVINCE))
    redacting.with_all_kinds(made)
    with room_of(engine_environment) as room, served(room, settings) as custodian:
        unlock(custodian, made.key_id, made.holders)
        yield made


@pytest.fixture(scope="module")
def issued(built: Flask, sealed: Sealed) -> FlaskClient:
    """Let a decider open all parts and issue a copy."""
    browser = built.test_client()
    let_through(browser, sealed.officer("decider").username)
    begin(browser, sealed)
    mask_all(browser, sealed)
    look_at_all(browser, sealed)
    issue(browser, sealed)
    return browser


@pytest.fixture
def verifier(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.in_charge("verifier").username)


def entered(resources: Resources, action: str) -> list[AuditEntry]:
    wanted = select(AuditEntry).where(AuditEntry.action == action)
    with resources.database.transaction() as session:
        return list(session.scalars(wanted.order_by(AuditEntry.id)))


def test_the_verifier_reads_the_copy_and_nothing_beneath_it(
    issued: FlaskClient,  # noqa: ARG001 - there is something to read
    verifier: FlaskClient,
    sealed: Sealed,
    resources: Resources,
) -> None:
    read, fetched = (len(entered(resources, f"redacted.{way}")) for way in ("read", "download"))
    page = verifier.get(copy_of(sealed))
    pdf, picture, none = (verifier.get(copy_of(sealed, f"/1/{place}")) for place in (1, 2, 3))
    assert (BLOCK in page.text, leaks(page.data), page.headers["Cache-Control"]) == (
        True,
        [],
        "no-store, private",
    )
    assert [hidden_in(one.data, SECRETS) for one in (pdf, picture)] == [[], []]
    assert (pdf.content_type, picture.content_type, none.status_code) == (PDF, JPEG, 302)
    assert pdf.headers["Content-Disposition"].startswith(
        f'attachment; filename="{sealed.number}-luoc-bo-1-1.pdf"'
    )
    facts = [one.facts["place"] for one in entered(resources, "redacted.download")[fetched:]]
    assert (facts, len(entered(resources, "redacted.read")) - read) == ([1, 2], 1)


def test_nobody_else_reads_the_copy(
    issued: FlaskClient,  # noqa: ARG001 - there is something to read
    sealed: Sealed,
    officer: Enter,
) -> None:
    paths = (copy_of(sealed), copy_of(sealed, "/1"), copy_of(sealed, "/1/1"), desk(sealed))
    others = sorted(set(Role) - {Role.DECIDER, Role.VERIFIER})
    browsers = [officer(sealed.officer(role).username) for role in others]
    answers = {browser.get(path).status_code for browser in browsers for path in paths}
    assert (len(others), answers) == (7, {403})


def test_another_agency_finds_nothing(issued: FlaskClient, sealed: Sealed, officer: Enter) -> None:
    assert issued.get(copy_of(sealed)).status_code == 200
    stranger = staff.add(sealed.resources, "decider", agency=staff.OTHER_COMMUNE).username
    browser = officer(stranger)
    paths = (copy_of(sealed), copy_of(sealed, "/1/1"), desk(sealed), desk(sealed, "/tep/1/1"))
    assert [browser.get(path).status_code for path in paths] == [404] * 4


def test_the_page_of_the_dossier_leads_to_the_copy(
    issued: FlaskClient, verifier: FlaskClient, sealed: Sealed
) -> None:
    pages = [one.get(f"/can-bo/ho-so/{sealed.number}").text for one in (issued, verifier)]
    assert [copy_of(sealed) in page for page in pages] == [True, True]
    assert [f'href="{desk(sealed)}"' in page for page in pages] == [True, False]
