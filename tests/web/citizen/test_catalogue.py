"""The catalogue: found without accents, filtered, explained."""

import re

import pytest

from tests.web.citizen.visitor import Visitor

TITLE = "Giải quyết khiếu nại lần đầu tại cấp xã"


def test_words_without_accents_find_a_procedure(visitor: Visitor) -> None:
    assert TITLE in visitor.open("/thu-tuc?tim=khieu nai lan dau cap xa").text


def test_a_field_of_work_leaves_the_others_out(visitor: Visitor) -> None:
    assert TITLE not in visitor.open("/thu-tuc?linh-vuc=Xử lý đơn thư").text


FIELDS = ["Giải quyết khiếu nại", "Giải quyết tố cáo", "Phòng, chống tham nhũng", "Tiếp công dân"]


@pytest.mark.parametrize("field", FIELDS)
def test_procedures_stand_under_their_field_of_work(visitor: Visitor, field: str) -> None:
    heading = re.compile(rf"<h2[^>]*>{field}</h2>")
    assert heading.search(visitor.open("/thu-tuc").text)


def test_a_search_without_accents_leaves_other_fields_out(visitor: Visitor) -> None:
    page = visitor.open("/thu-tuc?tim=giai+trinh").text
    assert ("2.002402" in page, "2.002409" in page) == (True, False)


def test_an_own_code_is_not_shown_as_a_national_one(visitor: Visitor) -> None:
    assert "chưa có mã quốc gia; mã của hệ thống: TCD-TW" in visitor.open("/thu-tuc/TCD-TW").text


def test_the_reason_for_a_part_is_published(visitor: Visitor) -> None:
    assert "chỉ phần đăng ký làm được trực tuyến" in visitor.open("/thu-tuc/2.001909").text


def test_a_level_leaves_the_others_out(visitor: Visitor) -> None:
    assert TITLE not in visitor.open("/thu-tuc?cap=ministry").text


def test_nothing_found_says_what_to_try(visitor: Visitor) -> None:
    assert "Không tìm thấy thủ tục nào" in visitor.open("/thu-tuc?tim=zzzz").text


@pytest.mark.parametrize("words", ["Căn cứ pháp lý", "ngày làm việc", "Không thu phí"])
def test_a_procedure_is_explained(visitor: Visitor, words: str) -> None:
    assert words in visitor.open("/thu-tuc/2.002409").text


def test_an_unknown_procedure_is_not_found(visitor: Visitor) -> None:
    assert visitor.open("/thu-tuc/9.999999").status == 404


def test_communes_of_a_province_are_listed_and_may_be_kept(visitor: Visitor) -> None:
    answer = visitor.client.get("/dia-chi/19.json")
    kept = answer.headers["Cache-Control"]
    assert (["05443", "Phường Phan Đình Phùng"] in answer.get_json(), "max-age" in kept) == (
        True,
        True,
    )


def test_an_unknown_province_has_no_communes(visitor: Visitor) -> None:
    assert visitor.open("/dia-chi/99.json").status == 404
