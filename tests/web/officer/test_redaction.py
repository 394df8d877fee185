"""A redacted copy is made, looked at page by page, issued and replaced, and nothing leaks."""

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text, update

from services.access_requests.parts import Part
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian
from services.files.models import StoredFile
from services.redaction.models import Redaction
from services.resources import Resources
from tests import redacting, talks
from tests import sealed as sealing
from tests.custodian import unlock
from tests.redacting import JPEG, PAGES, leaks
from tests.sealed import NAME, Sealed
from tests.web.addresses import address
from tests.web.officer.browsing import hidden
from tests.web.officer.redaction_desk import (
    SHEET,
    begin,
    copy_of,
    desk,
    issue,
    look_at_all,
    mask_all,
    press,
)

Enter = Callable[[str], FlaskClient]
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
    return redacting.with_all_kinds(sealed)


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


def test_nothing_is_issued_before_all_was_looked_at(maker: FlaskClient, sealed: Sealed) -> None:
    mask_all(maker, sealed)
    early = press(maker, desk(sealed), desk(sealed, "/phat-hanh"), looked="yes")
    look_at_all(maker, sealed)
    unticked = press(maker, desk(sealed), desk(sealed, "/phat-hanh"))
    press(maker, desk(sealed, "/chu"), desk(sealed, "/tep/2/1"), do="remove:0")
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
        typed = dict(zip(sides, numbers, strict=True))
        answer = press(maker, desk(sealed, "/chu"), page, do="add", **typed)
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
