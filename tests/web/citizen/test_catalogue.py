"""The catalogue: found without accents, filtered, explained."""

import pytest

from tests.web.citizen.visitor import Visitor

TITLE = "Giải quyết khiếu nại lần đầu tại cấp xã"


def test_words_without_accents_find_a_procedure(visitor: Visitor) -> None:
    assert TITLE in visitor.open("/thu-tuc?tim=khieu nai lan dau cap xa").text


def test_a_field_of_work_leaves_the_others_out(visitor: Visitor) -> None:
    assert TITLE not in visitor.open("/thu-tuc?linh-vuc=Xử lý đơn thư").text


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
