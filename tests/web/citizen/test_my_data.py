"""“Dữ liệu của tôi” for whoever holds number and code; the notice before filing."""

import io
import json
import re
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from services.audit.models import AuditEntry
from services.dossiers.models import Dossier
from services.privacy.models import DataRequest
from services.resources import Resources
from tests.web.citizen.visitor import Page, Visitor

CODE = re.compile(r'id="ma-tra-cuu-gia-tri">([^<]+)<')
NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
HOME = "/tra-cuu/ho-so/du-lieu"
PAGES = (HOME, f"{HOME}/ban-sao", f"{HOME}/yeu-cau")


@pytest.fixture
def code(filed: Page) -> str:
    return str(CODE.findall(filed.text)[0])


@pytest.fixture
def holder(app: Flask, filed: Page, code: str) -> Visitor:
    """Open the dossier in another browser, with its two codes alone."""
    visitor = Visitor(app.test_client())
    page = visitor.open("/tra-cuu")
    visitor.send(page, {"so": NUMBER.findall(filed.text)[0], "ma": code})
    return visitor


def test_the_notice_stands_on_the_page_of_the_procedure(visitor: Visitor) -> None:
    assert "/thu-tuc/KNPA/du-lieu-ca-nhan" in visitor.open("/thu-tuc/KNPA").text


def test_the_notice_is_offered_before_submitting(ready: Page) -> None:
    assert "/thu-tuc/KNPA/du-lieu-ca-nhan" in ready.text


def test_the_notice_says_on_which_law_it_rests(visitor: Visitor) -> None:
    assert "91/2025/QH15, Điều 19" in visitor.open("/thu-tuc/KNPA/du-lieu-ca-nhan").text


@pytest.mark.parametrize(
    "path", ["/thu-tuc/X/du-lieu-ca-nhan", "/thu-tuc/KNPA/du-lieu-ca-nhan?ban=x"]
)
def test_a_notice_that_is_not_there_is_told(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).status == 404


@pytest.mark.usefixtures("filed")
def test_the_dossier_keeps_which_notice_was_shown(resources: Resources) -> None:
    with resources.database.transaction() as session:
        assert session.scalars(select(Dossier.privacy_notice)).one() == "usual-2"


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_asked_for_the_codes(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).path == "/tra-cuu"


def test_what_is_held_is_told_in_words(holder: Visitor) -> None:
    assert "câu trả lời" in holder.open(HOME).text


def test_an_open_dossier_says_why_it_is_not_deleted(holder: Visitor) -> None:
    page = holder.open(HOME).text
    assert "đang được giải quyết nên chưa xóa được" in page
    assert "91/2025/QH15, Điều 14" in page


def test_a_copy_holds_everything_and_the_own_files(holder: Visitor, code: str) -> None:
    page = holder.open(f"{HOME}/ban-sao")
    answer = holder.send(page, {"ma": code.lower()}).response
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        values = json.loads(archive.read("du-lieu.json"))
        names = archive.namelist()
        assert archive.testzip() is None
    assert (answer.content_type, values["files"] == names[2:], len(names) > 2) == (
        "application/zip",
        True,
        True,
    )


def test_the_copy_can_be_read_by_people(holder: Visitor, code: str) -> None:
    page = holder.open(f"{HOME}/ban-sao")
    answer = holder.send(page, {"ma": code}).response
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert "<script" not in archive.read("ho-so.html").decode()


@pytest.mark.parametrize("wrong", ["", "AAAA", "2222-2222-2222-2222", "a" * 5000])
def test_without_the_code_no_copy_is_given(holder: Visitor, wrong: str) -> None:
    page = holder.send(holder.open(f"{HOME}/ban-sao"), {"ma": wrong})
    assert (page.status, "Mã tra cứu không đúng" in page.text) == (422, True)


def test_taking_a_copy_and_failing_to_are_entered(
    holder: Visitor, code: str, resources: Resources
) -> None:
    page = holder.open(f"{HOME}/ban-sao")
    holder.send(page, {"ma": "x"})
    holder.send(page, {"ma": code})
    with resources.database.transaction() as session:
        asked = select(AuditEntry.outcome).where(AuditEntry.action == "privacy.copy")
        assert session.scalars(asked.order_by(AuditEntry.id)).all() == ["denied", "done"]


@pytest.mark.parametrize("kind", ["correction", "deletion", "objection"])
def test_a_request_is_taken_and_shown(holder: Visitor, kind: str) -> None:
    page = holder.open(f"{HOME}/yeu-cau?loai={kind}")
    shown = holder.send(page, {"loai": kind, "data_wish": "Tôi yêu cầu <b>."})
    assert (shown.path, "Tôi yêu cầu &lt;b&gt;." in shown.text) == (HOME, True)


@pytest.mark.parametrize(
    ("kind", "wish"), [("", "Xin sửa tên."), ("money", "Xin sửa tên."), ("correction", " ")]
)
def test_a_refused_request_keeps_what_was_typed(holder: Visitor, kind: str, wish: str) -> None:
    page = holder.send(holder.open(f"{HOME}/yeu-cau"), {"loai": kind, "data_wish": wish})
    assert (page.status, page.value("data_wish").strip()) == (422, wish.strip())


def test_what_is_too_long_is_refused_and_kept(holder: Visitor) -> None:
    long = "a" * 2001
    page = holder.send(holder.open(f"{HOME}/yeu-cau"), {"loai": "correction", "data_wish": long})
    assert (page.status, page.value("data_wish")) == (422, long)


def test_a_second_click_makes_no_second_request(holder: Visitor, resources: Resources) -> None:
    page = holder.open(f"{HOME}/yeu-cau")
    given = {"loai": "correction", "data_wish": "Xin sửa."}
    holder.send(page, given)
    again = holder.send(page, given)
    with resources.database.transaction() as session:
        made = len(session.scalars(select(DataRequest)).all())
    assert (again.status, made) == (409, 1)
