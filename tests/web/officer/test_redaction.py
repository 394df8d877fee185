"""A redacted copy is made, looked at page by page, issued and read, and nothing leaks."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from services.access_requests.parts import Part
from services.audit.models import AuditEntry
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.files import kinds
from services.files.models import StoredFile
from services.policy.table import Role
from services.redaction.models import Redaction
from services.redaction.words import BLOCK
from services.resources import Resources
from tests import redacting, staff, talks
from tests import sealed as sealing
from tests.burned import hidden_in
from tests.custodian import unlock
from tests.redacting import JPEG, PDF, SECRETS
from tests.sealed import NAME, Sealed
from tests.web.addresses import address
from tests.web.officer.browsing import hidden
from tests.web.officer.redaction_desk import CHECKED, SHEET, begin, copy_of, desk, issue, press

Enter = Callable[[str], FlaskClient]
PAGES = [f"Tôi là {NAME}, số 0912 345 678.", "Trang hai không có gì."]
# What a copy is made of; messages are a part of their own.
FILED = (Part.PERSON, Part.MATTER, Part.FILES)
# Leaves; shows samples of its own, with a telephone like that of the examples.
STRANGE = frozenset({"officer.sign_out", "design.gallery"})


@pytest.fixture
def sealed(resources: Resources, province_key: Ceremony, custodian: Custodian) -> Sealed:
    made = sealing.seal(resources, province_key)
    unlock(custodian, made.key_id, made.holders)
    return made


@pytest.fixture
def files(sealed: Sealed) -> list[UUID]:
    contents = (PDF, redacting.petition(*PAGES)), (JPEG, redacting.photo())
    word = (kinds.WORD, b"PK not for us")
    return redacting.with_files(sealed, *contents, word, (PDF, b"%PDF-1.7 broken"))


@pytest.fixture
def maker(sealed: Sealed, officer: Enter, files: list[UUID]) -> FlaskClient:  # noqa: ARG001 - must be there
    """Let a decider open all parts and begin."""
    browser = officer(sealed.officer("decider").username)
    begin(browser, sealed)
    return browser


@pytest.fixture
def verifier(sealed: Sealed, officer: Enter) -> FlaskClient:
    return officer(sealed.in_charge("verifier").username)


@pytest.fixture
def issued(maker: FlaskClient, sealed: Sealed) -> FlaskClient:
    mask_all(maker, sealed)
    look_at_all(maker, sealed)
    issue(maker, sealed)
    return maker


def mask_all(browser: FlaskClient, sealed: Sealed) -> None:
    press(browser, desk(sealed, "/chu"), do="all")
    page = desk(sealed, "/tep/1/1")
    press(browser, page, do="all", offered=CHECKED.findall(browser.get(page).text))
    press(
        browser, desk(sealed, "/tep/2/1"), do="add", left="10", top="10,5", width="30", height="9"
    )


def look_at_all(browser: FlaskClient, sealed: Sealed) -> None:
    for page in ("/chu", "/tep/1/1", "/tep/1/2", "/tep/2/1"):
        press(browser, desk(sealed, page), do="looked")


def leaks(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in content]


def entered(resources: Resources, action: str) -> list[AuditEntry]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_the_verifier_reads_the_copy_and_nothing_beneath_it(
    issued: FlaskClient,  # noqa: ARG001 - there is something to read
    verifier: FlaskClient,
    sealed: Sealed,
    resources: Resources,
) -> None:
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
    facts = [one.facts["place"] for one in entered(resources, "redacted.download")]
    assert (facts, len(entered(resources, "redacted.read"))) == ([1, 2], 1)


def every_address(app: Flask, sealed: Sealed, files: list[UUID]) -> Iterator[tuple[str, str]]:
    """Give the addresses of all that is about a dossier, with what is really there in them."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in STRANGE:
            continue
        path = address(app, rule, sealed.number)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if "file_id" in rule.arguments:
                unknown = path.rpartition("/")[2]
                yield from ((method, path.replace(unknown, str(file))) for file in files)
            else:
                yield method, path


def test_by_no_way_does_the_identity_reach_a_verifier(
    app: Flask, issued: FlaskClient, verifier: FlaskClient, sealed: Sealed, files: list[UUID]
) -> None:
    """Try every page and every address of the API, while the decider has it open."""
    issued.get(f"{sealed.page}/1")
    token = {"csrf_token": hidden(verifier, f"/can-bo/ho-so/{sealed.number}")["csrf_token"]}
    originals = (redacting.petition(*PAGES)[:200], redacting.photo())
    found = []
    for method, path in every_address(app, sealed, files):
        answer = verifier.open(path, method=method, data=token if method == "POST" else None)
        told = answer.data
        if leaks(told) or any(original in told for original in originals):
            found.append((method, path))
    assert found == []


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


def test_nothing_is_issued_before_all_was_looked_at(maker: FlaskClient, sealed: Sealed) -> None:
    mask_all(maker, sealed)
    early = press(maker, desk(sealed), desk(sealed, "/phat-hanh"), looked="yes")
    look_at_all(maker, sealed)
    unticked = press(maker, desk(sealed), desk(sealed, "/phat-hanh"))
    press(maker, desk(sealed, "/tep/2/1"), do="remove:0")
    changed = press(maker, desk(sealed), desk(sealed, "/phat-hanh"), looked="yes")
    assert {early.location, unticked.location, changed.location} == {desk(sealed)}
    assert maker.get(copy_of(sealed)).status_code == 302


def test_what_was_just_drawn_is_not_taken_for_looked_at(maker: FlaskClient, sealed: Sealed) -> None:
    press(maker, desk(sealed, "/tep/2/1"), do="looked", drawn="1,1,5,5")
    page = maker.get(desk(sealed, "/tep/2/1")).text
    assert ("Hãy xem lại trang này" in page, "Bỏ ô này" in page) == (True, True)
    assert "Đã xem 0 trong 1 trang" in maker.get(desk(sealed)).text


NO_BOXES = [("", "1", "1", "1"), ("1", "1", "0", "5"), ("101", "1", "5", "5"), ("nan",) * 4]


def test_a_box_that_is_none_is_told_and_what_was_typed_stays(
    maker: FlaskClient, sealed: Sealed
) -> None:
    page, sides = desk(sealed, "/tep/2/1"), ("left", "top", "width", "height")
    for numbers in NO_BOXES:
        answer = press(maker, page, do="add", **dict(zip(sides, numbers, strict=True)))
        assert (answer.status_code, f'value="{numbers[0]}"' in answer.text) == (422, True)


def test_the_desk_masks_nothing_by_itself_and_says_what_it_cannot_do(
    maker: FlaskClient, sealed: Sealed
) -> None:
    """Suggestions wait; a scan needs a person; what cannot be painted over is left out."""
    page, words = maker.get(desk(sealed)).text, maker.get(desk(sealed, "/chu")).text
    left_out = [maker.get(desk(sealed, f"/tep/{place}/1")).status_code for place in (3, 4, 5)]
    assert NAME in words.partition("Người xác minh sẽ đọc")[2]
    assert "Chỉ người mới tìm được" in maker.get(desk(sealed, "/tep/2/1")).text
    assert ("Chỉ che được PDF" in page, "Tệp hỏng" in page) == (True, True)
    assert left_out == [404] * 3


def test_a_file_may_be_left_out(maker: FlaskClient, sealed: Sealed) -> None:
    press(maker, desk(sealed), desk(sealed, "/tep/1"), do="leave")
    for page in ("/chu", "/tep/2/1"):
        press(maker, desk(sealed, page), do="looked")
    press(maker, desk(sealed), desk(sealed, "/phat-hanh"), looked="yes")
    assert maker.get(copy_of(sealed, "/1/1")).content_type == JPEG


def test_the_work_shuts_with_the_permission_and_is_taken_up_again(
    maker: FlaskClient, sealed: Sealed
) -> None:
    press(maker, desk(sealed, "/chu"), do="add", phrase="phong bì")
    press(maker, desk(sealed), f"{sealed.page}/1/dong")
    pages = ("/chu", "/tep/1/1")
    shut = [maker.get(desk(sealed, page)).location for page in pages]
    resumed = begin(maker, sealed)
    assert (shut, "1 từ hoặc cụm từ được che" in resumed) == ([desk(sealed)] * 2, True)


def test_what_another_officer_s_browser_holds_opens_nothing(
    maker: FlaskClient, sealed: Sealed, officer: Enter
) -> None:
    other = officer(sealed.in_charge("receiver").username)
    with maker.session_transaction() as kept:
        held = kept["redaction"]
    with other.session_transaction() as taken:
        taken["redaction"] = held
    assert "Bắt đầu" not in other.get(desk(sealed)).text
    assert other.get(desk(sealed, "/chu")).location == desk(sealed)


def test_all_three_parts_have_to_be_open(sealed: Sealed, officer: Enter, files: list[UUID]) -> None:
    browser = officer(sealed.officer("decider").username)
    page = begin(browser, sealed, (Part.MATTER, Part.FILES))
    assert ("cần mở ba phần" in page, len(files)) == (True, 4)


def test_messages_need_not_be_open_and_their_files_stay_out(
    resources: Resources, sealed: Sealed, officer: Enter, files: list[UUID]
) -> None:
    message = talks.by_person(resources, sealed.dossier)
    with resources.database.transaction() as session:
        photo = update(StoredFile).where(StoredFile.id == files[1])
        session.execute(photo.values(message_id=message.id))
    page = begin(officer(sealed.officer("decider").username), sealed, FILED)
    assert set(SHEET.findall(page)) == {desk(sealed, "/tep/1/1")}


def test_a_newer_copy_replaces_the_older_one_and_a_recalled_one_is_read_by_nobody(
    issued: FlaskClient, verifier: FlaskClient, sealed: Sealed
) -> None:
    begin(issued, sealed)
    press(issued, desk(sealed))
    look_at_all(issued, sealed)
    press(issued, desk(sealed), desk(sealed, "/phat-hanh"), looked="yes")
    newest = "Bản lược bỏ số 2" in verifier.get(copy_of(sealed)).text
    older = [browser.get(copy_of(sealed, "/1")).status_code for browser in (verifier, issued)]
    press(issued, desk(sealed), copy_of(sealed, "/2/thu-hoi"))
    recalled = [verifier.get(copy_of(sealed, path)).status_code for path in ("", "/2", "/2/1")]
    assert (newest, older, recalled) == (True, [302, 200], [302] * 3)


def test_neither_rows_nor_object_names_nor_audit_tell_anything(
    issued: FlaskClient, sealed: Sealed, resources: Resources
) -> None:
    assert issued.get(copy_of(sealed)).status_code == 200
    with resources.database.transaction() as session:
        tables = ("redactions", "redacted_files", "audit_entries")
        rows = [session.scalars(text(f"SELECT t::text FROM {name} t")).all() for name in tables]  # noqa: S608 - our own names
        kept = session.scalars(select(Redaction)).one()
        looked = (kept.looked_at, kept.issued_by_id) == (kept.issued_at, kept.begun_by_id)
        names = [one.object_key for one in kept.files]
    contents = b"".join(map(resources.objects.get, names))
    told = "\n".join(row for table in rows for row in table) + "\n".join(names)
    assert (leaks(told.encode()), b"%PDF" in contents, len(names), looked) == ([], False, 2, True)


def test_the_page_of_the_dossier_leads_to_the_copy(
    issued: FlaskClient, verifier: FlaskClient, sealed: Sealed
) -> None:
    pages = [one.get(f"/can-bo/ho-so/{sealed.number}").text for one in (issued, verifier)]
    assert [copy_of(sealed) in page for page in pages] == [True, True]
    assert [f'href="{desk(sealed)}"' in page for page in pages] == [True, False]
