"""A form that changes while it is filled in: told, moved over or finished, nothing lost."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from forms.procedure import Procedure
from services.authoring import publishing
from services.resources import Resources
from tests.filing import NOW
from tests.versions import LABEL, RENAMED, REQUIRED, SECRET, version
from tests.web.citizen.samples import answers_of
from tests.web.citizen.visitor import Page, Visitor

MOVE = ("go", "move")
STAY = ("go", "stay_behind")
AUTOSAVE = ("go", "autosave")
PROVINCE = "TTT.TN"
OWN = ("code: KNPA", "code: HT-1")
PAPERS = ("key: evidence\n        kind", "key: pictures\n        kind")

Publish = Callable[..., None]


@pytest.fixture
def publish(resources: Resources) -> Publish:
    """Publish versions of the feedback while somebody fills it in."""

    def publish(number: int, *pairs: tuple[str, str], begins: str = "2026-08-01") -> None:
        text = version(number, *pairs, begins=begins)
        catalogue = resources.library.look()
        with resources.database.transaction() as session:
            publishing.publish_by_hand(session, catalogue, text=text, slug=f"v{number}", now=NOW)
        resources.library.look()

    return publish


@pytest.fixture
def written(visitor: Visitor, begun: Page, feedback: Procedure) -> Page:
    """Fill in all pages with a proposal of one's own."""
    page = begun
    for section in feedback.steps_to_fill:
        given = answers_of(feedback, section)
        if "proposal" in given:
            given["proposal"] = "Đề xuất của riêng tôi"
        page = visitor.send(page, given)
    return page


def test_words_alone_move_over_by_themselves(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, LABEL)
    page = visitor.open(written.path)
    assert "Mẫu đơn vừa có bản mới." in page.text
    assert ("Sự việc" in page.text, page.value("version")) == (True, "2")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (REQUIRED, "“Bạn đề xuất giải quyết thế nào?” trở thành bắt buộc."),
        (RENAMED, "Không còn chỗ trên bản mới"),
        (SECRET, "Bạn điền tiếp và nộp trên bản cũ."),
    ],
)
def test_what_changed_is_shown_before_the_next_page(
    visitor: Visitor, written: Page, publish: Publish, change: tuple[str, str], told: str
) -> None:
    publish(2, change)
    page = visitor.open(written.path)
    assert (page.path.rpartition("/")[2], told in page.text) == ("ban-moi", True)


def test_what_changed_is_told_in_english(visitor: Visitor, written: Page, publish: Publish) -> None:
    publish(2, REQUIRED)
    visitor.open("/ngon-ngu/en")
    assert "becomes required." in visitor.open(written.path).text


def test_a_draft_moves_over_and_what_has_no_place_is_shown(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, RENAMED)
    moved = visitor.send(visitor.open(written.path), press=MOVE)
    assert "Đề xuất của riêng tôi" in moved.text
    assert visitor.open(written.path).value("version") == "2"


def test_a_draft_can_be_finished_as_it_was_begun(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, RENAMED)
    page = visitor.send(visitor.open(written.path), press=STAY)
    assert (page.path, page.value("version")) == (written.path, "1")
    assert "Đề xuất của riêng tôi" in page.text


def test_a_still_newer_version_asks_again(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, RENAMED)
    visitor.send(visitor.open(written.path), press=STAY)
    publish(3, REQUIRED, begins="2026-09-01")
    assert visitor.open(written.path).path.endswith("/ban-moi")


def test_a_breaking_change_is_never_forced(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, SECRET)
    page = visitor.send(visitor.open(written.path), press=MOVE)
    assert (page.status, visitor.open(written.path).path[-8:]) == (422, "/ban-moi")


def test_a_choice_about_another_version_is_shown_anew(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    publish(2, REQUIRED)
    shown = visitor.open(written.path)
    publish(3, SECRET, begins="2026-09-01")
    again = visitor.send(shown, press=MOVE)
    assert "Bạn điền tiếp và nộp trên bản cũ." in again.text


def test_a_page_that_was_sent_is_kept_first(
    visitor: Visitor, begun: Page, publish: Publish, feedback: Procedure
) -> None:
    publish(2, REQUIRED)
    sent = visitor.send(begun, answers_of(feedback, feedback.steps_to_fill[0]))
    back = visitor.open(visitor.send(sent, press=STAY).path.replace("/matter", "/petitioner"))
    assert (sent.path[-8:], back.value("petitioner.full_name") != "") == ("/ban-moi", True)


def test_saving_by_itself_is_not_interrupted(
    visitor: Visitor, begun: Page, publish: Publish
) -> None:
    publish(2, REQUIRED)
    saved = visitor.send(begun, {"petitioner.full_name": "Lý A Páo"}, press=AUTOSAVE)
    assert (saved.path, saved.value("petitioner.full_name")) == (begun.path, "Lý A Páo")


def test_an_old_page_in_another_window_loses_nothing(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    old = visitor.open(written.path.replace("/xem-lai", "/matter"))
    publish(2, RENAMED)
    visitor.send(visitor.open(written.path), press=MOVE)
    late = visitor.send(old, {"proposal": "Viết ở cửa sổ cũ"})
    assert (late.status, "Viết ở cửa sổ cũ" in late.text) == (409, True)


def test_an_old_page_is_taken_when_only_words_changed(
    visitor: Visitor, written: Page, publish: Publish
) -> None:
    old = visitor.open(written.path.replace("/xem-lai", "/matter"))
    publish(2, LABEL)
    visitor.open(written.path)
    late = visitor.send(old, {"proposal": "Viết ở cửa sổ cũ"})
    assert (late.status, "Viết ở cửa sổ cũ" in visitor.open(old.path).text) == (200, True)


def test_without_a_change_the_page_leads_back(visitor: Visitor, begun: Page) -> None:
    page = visitor.open(begun.path.replace("petitioner", "ban-moi"))
    assert (page.status, page.path) == (200, begun.path)


@pytest.mark.parametrize("seen", ["", "x", "999999999999", "-1"])
def test_a_forged_choice_changes_nothing(
    visitor: Visitor, written: Page, publish: Publish, seen: str
) -> None:
    publish(2, REQUIRED)
    page = visitor.send(visitor.open(written.path), {"version": seen}, press=MOVE)
    assert (page.status, page.path[-8:]) == (200, "/ban-moi")


@pytest.mark.parametrize("drawn", ["x", "99", "9" * 40])
def test_a_forged_version_of_a_page_is_refused(visitor: Visitor, begun: Page, drawn: str) -> None:
    assert visitor.send(begun, {"version": drawn}).status == 409


def test_a_stranger_decides_nothing(visitor: Visitor, written: Page, publish: Publish) -> None:
    publish(2, REQUIRED)
    stranger = Visitor(visitor.client.application.test_client())
    assert stranger.open(written.path.replace("/xem-lai", "/ban-moi")).status == 404


@pytest.mark.usefixtures("province_key")
@pytest.mark.parametrize("marks", [(), (SECRET,)], ids=["open", "sealed"])
def test_a_file_without_a_place_is_given_back(
    visitor: Visitor,
    publish: Publish,
    paper: tuple[str, bytes],
    marks: tuple[tuple[str, str], ...],
) -> None:
    publish(1, OWN, *marks)
    begun = visitor.send(visitor.open("/thu-tuc/HT-1/nop"), {"agency": PROVINCE})
    page = visitor.open(begun.path.replace("petitioner", "evidence"))
    visitor.send(page, files=[("evidence", *paper)], press=("go", "stay"))
    publish(2, OWN, *marks, PAPERS, begins="2026-09-01")
    moved = visitor.send(visitor.open(begun.path), press=MOVE)
    (address,) = set(re.findall(r'href="(/nop/[^"]+/tep/[^"]+)"', moved.text))
    given = visitor.open(address).response
    assert (paper[0] in moved.text, given.data) == (True, paper[1])
    assert given.headers["Content-Disposition"].startswith("attachment")
    stranger = Visitor(visitor.client.application.test_client())
    assert stranger.open(address).status == 404
    assert visitor.open(address[:-36] + str(UUID(int=0))).status == 404
