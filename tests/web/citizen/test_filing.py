"""Filling in: nothing is lost, nothing is overwritten in silence, wrong answers are told."""

import re
from uuid import uuid4

from forms.procedure import Procedure
from tests.web.citizen.samples import answers_of, pdf
from tests.web.citizen.visitor import Page, Visitor

BACK = ("go", "back")
STAY = ("go", "stay")


def test_the_choice_of_an_agency_is_asked_for(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/thu-tuc/KNPA/nop"), {"agency": "nowhere"})
    assert (page.status, 'id="agency-error"' in page.text) == (422, True)


def test_an_agency_of_another_level_is_not_offered(visitor: Visitor) -> None:
    page = visitor.send(visitor.open("/thu-tuc/2.002409/nop"), {"agency": "TTT.TN"})
    assert page.status == 422


def test_a_page_filled_in_rightly_leads_to_the_next(
    visitor: Visitor, begun: Page, feedback: Procedure
) -> None:
    page = visitor.send(begun, answers_of(feedback, feedback.steps_to_fill[0]))
    assert page.path.endswith("/matter")


def test_a_wrong_answer_stays_in_its_field(visitor: Visitor, begun: Page) -> None:
    page = visitor.send(begun, {"petitioner.identity_number": "12 ba"})
    assert (page.status, page.value("petitioner.identity_number")) == (422, "12 ba")


def test_each_error_of_the_summary_links_to_a_field(visitor: Visitor, begun: Page) -> None:
    page = visitor.send(begun)
    linked = re.findall(r'<li><a href="#([^"]+)"', page.text)
    assert {f'id="{one}"' in page.text for one in linked} == {True}


def test_going_back_saves_what_is_wrong(visitor: Visitor, begun: Page, feedback: Procedure) -> None:
    second = visitor.send(begun, answers_of(feedback, feedback.steps_to_fill[0]))
    visitor.send(second, {"content": "ngắn"}, press=BACK)
    assert visitor.open(second.path).value("content") == "ngắn"


def test_saving_stays_on_the_page(visitor: Visitor, begun: Page) -> None:
    page = visitor.send(begun, {"petitioner.full_name": "Lý A Páo"}, press=STAY)
    assert (page.path, page.value("petitioner.full_name")) == (begun.path, "Lý A Páo")


def test_an_older_window_does_not_overwrite_a_newer_one(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, {"petitioner.full_name": "Cửa sổ một"}, press=STAY)
    visitor.send(begun, {"petitioner.full_name": "Cửa sổ hai"}, press=STAY)
    assert visitor.open(begun.path).value("petitioner.full_name") == "Cửa sổ một"


def test_an_older_window_keeps_its_own_text(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, {"petitioner.full_name": "Cửa sổ một"}, press=STAY)
    page = visitor.send(begun, {"petitioner.full_name": "Cửa sổ hai"}, press=STAY)
    assert (page.status, page.value("petitioner.full_name")) == (409, "Cửa sổ hai")


def test_a_second_look_lets_the_older_window_save(visitor: Visitor, begun: Page) -> None:
    visitor.send(begun, {"petitioner.full_name": "Cửa sổ một"}, press=STAY)
    told = visitor.send(begun, {"petitioner.full_name": "Cửa sổ hai"}, press=STAY)
    page = visitor.send(told, press=STAY)
    assert (page.status, page.value("petitioner.full_name")) == (200, "Cửa sổ hai")


def test_two_windows_on_different_pages_do_not_meet(
    visitor: Visitor, begun: Page, feedback: Procedure
) -> None:
    second = visitor.send(begun, answers_of(feedback, feedback.steps_to_fill[0]))
    visitor.send(visitor.open(begun.path), {"petitioner.full_name": "Tên mới"}, press=STAY)
    assert visitor.send(second, {"content": "Nội dung"}, press=STAY).status == 200


def test_an_answer_that_is_hidden_meanwhile_comes_back(
    visitor: Visitor, complaint: Procedure
) -> None:
    page = visitor.send(visitor.open("/thu-tuc/2.002409/nop"), {"agency": "XA.05443"})
    page = visitor.send(page, answers_of(complaint, complaint.section("complainant")))
    page = visitor.open(page.path.rpartition("/")[0] + "/representation")
    scope = {"represented": "yes", "representative_kind": "authorised", "authorisation_scope": "A"}
    page = visitor.send(page, scope, press=STAY)
    body = {"csrf_token": page.value("csrf_token"), "seen": page.value("seen")}
    visitor.client.post(page.path, data={**body, "represented": "no", "go": "stay"})
    assert visitor.open(page.path).value("authorisation_scope") == "A"


def test_a_stranger_does_not_see_a_draft(begun: Page, app: object) -> None:
    stranger = Visitor(app.test_client())  # type: ignore[attr-defined]
    page = stranger.open(begun.path)
    assert (page.status, "Không mở được đơn đang điền" in page.text) == (404, True)


def test_an_unknown_draft_tells_what_to_do(visitor: Visitor) -> None:
    page = visitor.open(f"/nop/{uuid4()}/matter")
    assert (page.status, "Tra cứu hồ sơ" in page.text) == (404, True)


def test_an_unknown_page_of_a_draft_leads_to_its_first(visitor: Visitor, begun: Page) -> None:
    assert visitor.open(begun.path.replace("petitioner", "nothing")).path == begun.path


def test_a_file_is_kept_with_its_name(
    visitor: Visitor, ready: Page, paper: tuple[str, bytes]
) -> None:
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    page = visitor.send(page, press=("upload", "evidence"), files=[("evidence", *paper)])
    assert "quyết định.pdf" in page.text


def test_a_refused_file_loses_none_of_the_others(visitor: Visitor, ready: Page) -> None:
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    files = [
        ("evidence", "a.pdf", pdf()),
        ("evidence", "b.pdf", b"no pdf"),
        ("evidence", "c.pdf", b""),
    ]
    page = visitor.send(page, files=files)
    told = [name for name in ("“b.pdf”", "“c.pdf”", "> a.pdf") if name in page.text]
    assert (page.status, told[:2], "a.pdf" in page.text) == (422, ["“b.pdf”", "“c.pdf”"], True)


def test_a_file_can_be_removed(visitor: Visitor, ready: Page, paper: tuple[str, bytes]) -> None:
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    page = visitor.send(page, press=("upload", "evidence"), files=[("evidence", *paper)])
    [held] = re.findall(r'name="remove_file" value="([^"]+)"', page.text)
    assert "quyết định.pdf" not in visitor.send(page, press=("remove_file", held)).text


def test_limits_are_told_before_choosing(visitor: Visitor, ready: Page) -> None:
    page = visitor.open(ready.path.replace("xem-lai", "evidence"))
    assert "mỗi tệp không quá 20 MB" in page.text


def test_the_catalogue_lists_what_is_not_finished(visitor: Visitor, begun: Page) -> None:
    assert begun.path.rpartition("/")[0] in visitor.open("/thu-tuc").text
