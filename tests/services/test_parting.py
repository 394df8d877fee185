"""What of a protected filing stays open, and what does not."""

import json
from hashlib import sha256
from typing import Any

import pytest

from forms import examples, review
from forms.procedure import Procedure
from services.dossiers import parting, writing
from services.dossiers.parting import Parted
from services.resources import Resources
from tests.filing import NOW

NAME = "Nguyễn Thị Hương Giang"


@pytest.fixture
def procedure(resources: Resources) -> Procedure:
    return resources.catalogue.get("2.002396", NOW.date())


def part(procedure: Procedure, **changes: Any) -> Parted:
    given = examples.answers(procedure) | changes
    return parting.parted(procedure, given, {"sections": review.frozen(procedure, given)})


def rows(parted: Parted) -> dict[str, Any]:
    return {row["key"]: row for section in parted.frozen["sections"] for row in section["rows"]}


def test_what_is_chosen_or_dated_stays_open(procedure: Procedure) -> None:
    assert part(procedure).answers["field_of_matter"] == "land"


@pytest.mark.parametrize(
    "key", ["denouncer", "others", "contact_phone", "signature", "content", "subject", "evidence"]
)
def test_identity_free_text_and_files_are_sealed(procedure: Procedure, key: str) -> None:
    assert key not in part(procedure).answers


def test_the_whole_is_sealed(procedure: Procedure) -> None:
    assert part(procedure).values["answers"] == examples.answers(procedure)


def test_a_block_becomes_one_row(procedure: Procedure) -> None:
    found = rows(part(procedure))
    assert [key for key in found if key.startswith("others")] == ["others"]


@pytest.mark.parametrize(
    "told",
    [NAME, "nguyen thi huong giang", "0912 345 678", "019185001234", "toi@thainguyen.vn"],
)
def test_what_is_protected_is_blanked_in_short_answers(procedure: Procedure, told: str) -> None:
    parted = part(procedure, place=f"Trụ sở, hỏi {told}, tầng 2")
    row = rows(parted)["place"]["value"][0]["vi"]
    assert (parted.answers["place"], row) == ("Trụ sở, hỏi …, tầng 2", "Trụ sở, hỏi …, tầng 2")


@pytest.mark.parametrize("told", ["ngày 12-05-2026", "số 08/KL-UBND", "phòng 12 345 678"])
def test_days_and_short_numbers_stay(procedure: Procedure, told: str) -> None:
    assert part(procedure, place=f"Trụ sở, {told}").answers["place"] == f"Trụ sở, {told}"


def test_the_open_part_answers_for_the_sealed_one(procedure: Procedure) -> None:
    first, second = part(procedure), part(procedure)
    assert first.frozen["sealed"] != second.frozen["sealed"]


def test_the_open_part_names_the_hash_of_what_was_sealed(procedure: Procedure) -> None:
    parted = part(procedure)
    opened = json.loads(parted.values["frozen"])
    assert sha256(writing.written(opened)).hexdigest() == parted.frozen["sealed"]


def test_where_nobody_is_protected_nothing_is_sealed(resources: Resources) -> None:
    complaint = resources.catalogue.get("2.002409", NOW.date())
    parted = part(complaint)
    assert (parted.is_sealed, parted.answers) == (False, parted.whole_answers)
