"""What the person saw, frozen; and what an officer can search."""

from datetime import date
from typing import Any

import pytest

from forms import answers, examples, review, search
from forms.procedure import Procedure

TODAY = date(2026, 11, 20)
OLD_ADDRESS = (
    "Địa chỉ cũ ghi trên giấy tờ: Phường Trưng Vương, thành phố Thái Nguyên, tỉnh Thái Nguyên"
)


@pytest.fixture
def rows(complaint: Procedure) -> dict[str, Any]:
    sections = review.frozen(complaint, examples.answers(complaint))
    return {row["key"]: row for section in sections for row in section["rows"]}


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("complainant.full_name", ["Nguyễn Thị Hương Giang"]),
        (
            "complainant.address",
            [f"Số 12, tổ dân phố 5, Phường Phan Đình Phùng, Tỉnh Thái Nguyên ({OLD_ADDRESS})"],
        ),
        ("complainant.phone", ["0912 345 678"]),
        ("complainant.identity_kind", ["Căn cước"]),
        ("decision.issued_on", ["04/05/2026"]),
        ("represented", ["Có"]),
        ("hindrances", ["Ốm đau"]),
        ("declaration", ["Đã cam đoan"]),
        ("evidence", ["2 tệp"]),
    ],
)
def test_answers_are_shown_as_people_read_them(
    rows: dict[str, Any], key: str, shown: list[str]
) -> None:
    assert [line["vi"] for line in rows[key]["value"]] == shown


@pytest.mark.parametrize("block", ["complainant", "representative"])
def test_a_person_may_add_the_old_address_and_need_not(complaint: Procedure, block: str) -> None:
    given = examples.answers(complaint)
    codes = {"province": "19", "commune": "05443"}
    assert codes.items() <= given[block]["address"].items()
    del given[block]["address"]["old_text"]
    assert answers.check(complaint, given, today=TODAY).errors == {}


def test_labels_are_kept_in_both_languages(rows: dict[str, Any]) -> None:
    assert rows["known_on"]["label"]["en"].startswith("The day you received")


def test_long_answers_keep_their_lines(rows: dict[str, Any]) -> None:
    assert len(rows["content"]["value"]) == 2


def test_files_are_named_by_id(rows: dict[str, Any]) -> None:
    assert rows["evidence"]["files"] == ["file-decision", "file-land"]


def test_a_question_left_open_is_shown_as_open(complaint: Procedure) -> None:
    answers = examples.answers(complaint)
    del answers["evidence"]
    sections = review.frozen(complaint, answers)
    row = next(row for part in sections for row in part["rows"] if row["key"] == "evidence")
    assert (row["value"], row["files"]) == ([], [])


def test_a_question_not_asked_is_not_shown(rows: dict[str, Any]) -> None:
    assert not [key for key in rows if key.startswith(("act.", "complainant.organisation"))]


def test_names_and_places_are_searched_without_accents(complaint: Procedure) -> None:
    text = search.text(complaint, examples.answers(complaint))
    assert "nguyen thi huong giang" in text
    assert "phuong phan dinh phung" in text


@pytest.mark.parametrize("secret", ["019185001234", "912345678", "huonggiang@"])
def test_personal_numbers_are_not_searched(complaint: Procedure, secret: str) -> None:
    assert secret not in search.text(complaint, examples.answers(complaint))
