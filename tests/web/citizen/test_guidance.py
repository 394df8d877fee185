"""Guidance before filing, as a visitor without scripts reads it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update

from forms.procedure import Procedure
from services.agencies.models import Agency
from services.resources import Resources
from tests.web.citizen.conftest import AGENCY
from tests.web.citizen.samples import answers_of
from tests.web.citizen.visitor import Page, Visitor

Door = Callable[..., None]

WIZARD = "/huong-dan/khieu-nai"
COMMUNE = f"{WIZARD}?purpose=complaint&against=commune&instance=first"
PAGES = [
    WIZARD,
    "/huong-dan/tham-quyen",
    "/huong-dan/thoi-hieu",
    "/huong-dan/khong-thu-ly",
    "/huong-dan/nop-thay",
]


@pytest.fixture
def door(resources: Resources) -> Iterator[Door]:
    """Set the front door of agencies; afterwards all are as before."""

    def set_door(value: str | None, *codes: str) -> None:
        with resources.database.transaction() as session:
            wanted = update(Agency).values(front_door=value)
            session.execute(wanted.where(Agency.code.in_(codes)) if codes else wanted)

    yield set_door
    set_door(None)


@pytest.mark.parametrize("path", PAGES)
def test_page_opens(visitor: Visitor, path: str) -> None:
    assert visitor.open(path).status == 200


def test_button_leads_to_the_plain_address(visitor: Visitor) -> None:
    page = visitor.open(f"{COMMUNE}&hoi=instance")
    assert page.response.request.query_string.decode() == COMMUNE.partition("?")[2]


def test_question_left_open_is_asked_again(visitor: Visitor) -> None:
    page = visitor.open(f"{WIZARD}?purpose=complaint&hoi=against")
    assert page.status == 422
    assert "Bạn chưa chọn. Hãy chọn một câu trả lời." in page.text


@pytest.mark.parametrize("query", ["purpose=moon", "against=commune", "purpose=&x=%00", "hoi=x"])
def test_odd_address_asks_from_the_beginning(visitor: Visitor, query: str) -> None:
    assert visitor.open(f"{WIZARD}?{query}").status in {200, 400}


def test_outcome_begins_the_filing(visitor: Visitor) -> None:
    page = visitor.open(COMMUNE)
    assert "Người khiếu nại" in visitor.send(page, {"agency": AGENCY}).text


def test_body_without_agency_here_says_where_to_go(visitor: Visitor) -> None:
    page = visitor.open(f"{WIZARD}?purpose=complaint&against=department&instance=first")
    assert "Gửi đến trụ sở hoặc nơi tiếp công dân của sở" in page.text


def test_denunciation_of_a_commune_chair_leads_to_the_province(visitor: Visitor) -> None:
    page = visitor.open(f"{WIZARD}?purpose=denunciation&accused=commune_chair")
    assert "Tố cáo, cấp tỉnh" in page.text
    assert "Thanh tra tỉnh Thái Nguyên" in page.text
    assert "chưa lập khóa" in page.text
    assert "UBND phường Phan Đình Phùng" not in page.text


def test_table_names_every_body(visitor: Visitor, resources: Resources) -> None:
    page = visitor.open("/huong-dan/tham-quyen")
    assert all(body.name.vi in page.text for body in resources.guidance.competence.bodies)


def test_limitation_is_counted_line_by_line(visitor: Visitor) -> None:
    query = "loai=complaint_first&ngay.day=6&ngay.month=5&ngay.year=2026&tinh=1"
    assert "Có thể đã hết thời hiệu" in visitor.open(f"/huong-dan/thoi-hieu?{query}").text


@pytest.mark.parametrize(
    "query",
    [
        "tinh=1",
        "loai=complaint_first&tinh=1",
        "loai=complaint_first&ngay.day=31&ngay.month=2&ngay.year=2026&tinh=1",
        "loai=complaint_first&ngay.day=1&ngay.month=1&ngay.year=9999&tinh=1",
        "loai=moon&ngay.day=1&ngay.month=1&ngay.year=2026&tinh=1",
        "loai=complaint_first&ngay.day=1&ngay.month=9&ngay.year=2026&tu1.day=5&tinh=1",
    ],
)
def test_wrong_days_are_told_and_kept(visitor: Visitor, query: str) -> None:
    assert visitor.open(f"/huong-dan/thoi-hieu?{query}").status == 422


def test_typed_day_stays_in_its_field(visitor: Visitor) -> None:
    page = visitor.open("/huong-dan/thoi-hieu?ngay.day=99&ngay.month=5&ngay.year=2026&tinh=1")
    assert 'value="99"' in page.text


def test_information_desk_leads_to_the_portal(visitor: Visitor, door: Door) -> None:
    door("information", AGENCY)
    assert "dichvucong.gov.vn" in visitor.open(COMMUNE).text


def test_begin_offers_only_agencies_that_take_filings(visitor: Visitor, door: Door) -> None:
    door("information", AGENCY)
    page = visitor.open("/thu-tuc/2.002409/nop")
    assert f'value="{AGENCY}"' not in page.text


def test_begin_refuses_an_agency_that_only_informs(visitor: Visitor, door: Door) -> None:
    page = visitor.open("/thu-tuc/2.002409/nop")
    door("information", AGENCY)
    assert visitor.send(page, {"agency": AGENCY}).status == 422


def test_back_end_hides_the_agency(visitor: Visitor, door: Door) -> None:
    door("back_end", AGENCY)
    assert "phường Phan Đình Phùng" not in visitor.open("/thu-tuc/2.002409/nop").text


def test_procedure_behind_closed_doors_is_not_found(visitor: Visitor, door: Door) -> None:
    door("back_end")
    assert visitor.open("/thu-tuc/2.002409").status == 404


def test_catalogue_leaves_out_what_nobody_shows(visitor: Visitor, door: Door) -> None:
    door("back_end")
    assert "Không tìm thấy thủ tục nào" in visitor.open("/thu-tuc").text


def test_procedure_page_tells_the_portal_where_nobody_takes_it(
    visitor: Visitor, door: Door
) -> None:
    door("information")
    assert "Nộp qua Cổng Dịch vụ công quốc gia" in visitor.open("/thu-tuc/2.002409").text


@pytest.fixture
def dated(visitor: Visitor, complaint: Procedure) -> Page:
    """Answer what a complaint is about, with its days: the review page."""
    page = visitor.send(visitor.open(f"/thu-tuc/{complaint.code}/nop"), {"agency": AGENCY})
    page = visitor.open(page.path.replace("complainant", "subject"))
    visitor.send(page, answers_of(complaint, complaint.section("subject")))
    return visitor.open(page.path.replace("subject", "xem-lai"))


def test_review_warns_of_a_late_filing_with_the_sum(dated: Page) -> None:
    told = ("Có thể đã hết thời hiệu", "Ngày cuối cùng: 27/08/2026", "Bạn vẫn nộp được")
    assert [one in dated.text for one in told] == [True, True, True]


def test_page_of_the_form_links_to_its_guide(visitor: Visitor, dated: Page) -> None:
    page = visitor.open(dated.path.replace("xem-lai", "representation"))
    assert "/huong-dan/nop-thay" in page.text


def test_closed_door_keeps_the_filing_and_names_the_portal(
    visitor: Visitor, ready: Page, door: Door
) -> None:
    door("information", AGENCY)
    page = visitor.send(ready, {"declaration": "yes"}, press=("go", "submit"))
    assert (page.status, "Đơn của bạn vẫn được giữ" in page.text) == (409, True)
