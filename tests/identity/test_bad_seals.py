"""What was changed, swapped or copied from elsewhere opens nothing, and the audit is told."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from forms.procedure import Procedure
from services.audit.models import AuditEntry
from services.drafts.models import Draft
from services.files.models import StoredFile
from services.identity.models import SealedKey, SealedValue
from services.resources import Resources
from tests.identity import filing
from tests.identity.denouncers import Denouncer
from tests.identity.filing import Filed
from tests.web.citizen.visitor import Page, Visitor

OWN_PAGE = "/tra-cuu/ho-so"
LINK = re.compile(r'href="(/tra-cuu/ho-so/tep/[0-9a-f-]+)"')
TOLD = "không mở được"


def spoilt(content: bytes) -> bytes:
    return content[:-1] + bytes((content[-1] ^ 1,))


def broken(resources: Resources) -> list[tuple[str, str, str]]:
    """List what the audit was told of broken seals."""
    asked = select(AuditEntry).where(AuditEntry.action == "seal.broken")
    with resources.database.transaction() as session:
        return [(one.object_id, one.outcome, one.reason) for one in session.scalars(asked)]


def change_value(resources: Resources) -> None:
    with resources.database.transaction() as session:
        for value in session.scalars(select(SealedValue)):
            value.ciphertext = spoilt(value.ciphertext)


def change_version(resources: Resources) -> None:
    with resources.database.transaction() as session:
        session.execute(update(SealedValue).values(version=2))


def swap_values(resources: Resources) -> None:
    with resources.database.transaction() as session:
        answers, frozen = (
            session.scalars(select(SealedValue).filter_by(purpose=purpose)).one()
            for purpose in ("answers", "frozen")
        )
        answers.ciphertext, frozen.ciphertext = frozen.ciphertext, answers.ciphertext


def change_key(resources: Resources) -> None:
    with resources.database.transaction() as session:
        sealed = session.scalars(select(SealedKey)).one()
        sealed.code_wrap = spoilt(sealed.code_wrap)


@pytest.mark.parametrize("spoil", [change_value, change_version, swap_values, change_key])
def test_a_changed_dossier_shows_nothing(
    resources: Resources,
    stranger: Visitor,
    inside: Page,
    filed: Filed,
    spoil: Callable[[Resources], None],
) -> None:
    spoil(resources)
    page = stranger.open(OWN_PAGE)
    told = (inside.status, page.status, TOLD in page.text, filed.who.name in page.text)
    assert (told, broken(resources)) == (
        (200, 409, True, False),
        [(filed.number, "failed", "Tampered")],
    )


def test_the_data_key_of_another_dossier_is_refused(
    resources: Resources, app: Flask, procedure: Procedure, stranger: Visitor, filed: Filed
) -> None:
    other = filing.file_by_pages(Visitor(app.test_client()), procedure, Denouncer(8))
    with resources.database.transaction() as session:
        first, second = session.scalars(select(SealedKey).order_by(SealedKey.dossier_id)).all()
        first.code_wrap, second.code_wrap = second.code_wrap, first.code_wrap
    page = stranger.send(stranger.open("/tra-cuu"), filed.codes)
    assert (page.status, other.who.name in page.text, broken(resources)) == (
        409,
        False,
        [(filed.number, "failed", "WrongKey")],
    )


def test_a_changed_file_is_not_given(
    resources: Resources, stranger: Visitor, inside: Page, filed: Filed
) -> None:
    link = LINK.findall(inside.text)[0]
    key = f"files/{link.rsplit('/', 1)[1]}"
    content = spoilt(resources.objects.get(key))
    resources.objects.put(key, content, content_type="application/octet-stream")
    answer = stranger.client.get(link)
    assert (answer.status_code, broken(resources)) == (
        409,
        [(filed.number, "failed", "Tampered")],
    )


def test_a_file_in_the_place_of_another_is_not_given(
    resources: Resources, stranger: Visitor, inside: Page
) -> None:
    with resources.database.transaction() as session:
        first, second = session.scalars(select(StoredFile).order_by(StoredFile.name)).all()[:2]
        taken = resources.objects.get(second.object_key)
    resources.objects.put(first.object_key, taken, content_type="application/octet-stream")
    links = LINK.findall(inside.text)
    link = next(one for one in links if str(first.id) in one)
    assert stranger.client.get(link).status_code == 409


def test_a_changed_draft_is_refused_in_plain_words(
    resources: Resources, visitor: Visitor, review: Page, who: Denouncer
) -> None:
    with resources.database.transaction() as session:
        draft = session.scalars(select(Draft)).one()
        draft.sealed = spoilt(draft.sealed or b"?")
    page = visitor.open(review.path)
    assert (page.status, TOLD in page.text, who.name in page.text, len(broken(resources))) == (
        409,
        True,
        False,
        1,
    )


def test_a_changed_cookie_of_an_opened_dossier_opens_nothing(
    stranger: Visitor, inside: Page
) -> None:
    with stranger.client.session_transaction() as kept:
        kept["dossier"] = {**kept["dossier"], "key": "AAAA"}
    assert (inside.status, stranger.open(OWN_PAGE).status) == (200, 409)


def test_a_program_is_told_by_a_problem(
    resources: Resources, stranger: Visitor, filed: Filed
) -> None:
    change_value(resources)
    answer = stranger.client.get(
        f"/api/v1/dossiers/{filed.number}", headers={"X-Access-Code": filed.code}
    )
    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")
