"""A filing becomes a dossier: once, with its number, its history and its papers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from services.documents import shelf as documents
from services.dossiers.access_codes import is_well_formed
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.refusals import AttemptReused, FilingInvalid
from services.dossiers.submission import Submitted
from services.files import shelf
from services.files.shelf import FilesMissing
from services.outbox.models import OutboxMessage
from services.resources import Resources
from tests.filing import ATTEMPT, NOW, hand_in, prepared

AT_ONCE = 20


def count(resources: Resources, model: type[Any]) -> int:
    with resources.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def numbers(resources: Resources) -> list[str]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(Dossier.number).order_by(Dossier.number)))


def at_once(act: Callable[[int], Submitted]) -> list[Submitted]:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(act, range(AT_ONCE)))


def in_files(resources: Resources, submitted: Submitted) -> set[str]:
    with resources.database.transaction() as session:
        return {str(kept.id) for kept in shelf.of_dossier(session, submitted.dossier.id)}


def test_number_names_agency_and_day_and_counts(resources: Resources) -> None:
    first = hand_in(resources)
    second = hand_in(resources, attempt="another-attempt")
    assert (first.dossier.number, second.dossier.number) == (
        "XA.05443-261120-0001",
        "XA.05443-261120-0002",
    )


def test_number_carries_the_day_it_is_in_vietnam(resources: Resources) -> None:
    number = hand_in(resources).dossier.number
    assert number.split("-")[1] == f"{NOW:%y%m%d}"


def test_answer_is_due_seven_working_days_after_the_filing(resources: Resources) -> None:
    # Friday 20/11/2026; Tuesday 24/11 is Vietnam's day of culture.
    assert hand_in(resources).dossier.due_on == date(2026, 12, 2)


def test_person_gets_a_code_that_can_be_read_aloud(resources: Resources) -> None:
    assert is_well_formed(hand_in(resources).access_code)


def test_code_is_kept_as_a_hash_alone(resources: Resources) -> None:
    submitted = hand_in(resources)
    kept = resources.access_codes.matches(submitted.access_code, submitted.dossier.access_code_hash)
    assert kept


def test_frozen_rendering_says_what_the_person_saw(resources: Resources) -> None:
    frozen = hand_in(resources).dossier.frozen
    values = [line["vi"] for section in frozen["sections"] for line in _lines(section)]
    assert "Nguyễn Thị Hương Giang" in values


def _lines(section: dict[str, Any]) -> list[dict[str, str]]:
    return [line for row in section["rows"] for line in row["value"]]


def test_search_text_has_no_accents(resources: Resources) -> None:
    assert "nguyen thi huong giang" in hand_in(resources).dossier.search_text


def test_history_begins_with_the_submission(resources: Resources) -> None:
    dossier = hand_in(resources).dossier
    with resources.database.transaction() as session:
        entry = session.scalars(select(HistoryEntry)).one()
    assert (entry.dossier_id, entry.action, entry.to_state) == (dossier.id, "submit", "submitted")


def test_files_go_over_to_the_dossier(resources: Resources) -> None:
    submitted = hand_in(resources)
    with resources.database.transaction() as session:
        entry = session.scalars(select(HistoryEntry)).one()
    assert in_files(resources, submitted) == set(entry.inputs["files"])


def test_documents_follow_the_submission(resources: Resources, work: Callable[[], None]) -> None:
    dossier = hand_in(resources).dossier
    work()
    with resources.database.transaction() as session:
        kinds = [document.kind for document in documents.issued(session, dossier.id)]
    assert kinds == ["submission_acknowledgement", "complaint_petition"]


def test_repeated_attempt_finds_the_first_dossier(resources: Resources) -> None:
    raw = prepared(resources)
    first, again = hand_in(resources, raw=raw), hand_in(resources, raw=raw)
    assert (again.is_repeat, again.dossier.number) == (True, first.dossier.number)


def test_repeated_attempt_is_told_the_same_code(resources: Resources) -> None:
    raw = prepared(resources)
    assert hand_in(resources, raw=raw).access_code == hand_in(resources, raw=raw).access_code


def test_repeated_attempt_promises_nothing_more(resources: Resources) -> None:
    raw = prepared(resources)
    hand_in(resources, raw=raw)
    promised = count(resources, OutboxMessage)
    hand_in(resources, raw=raw)
    assert count(resources, OutboxMessage) == promised


def test_attempt_with_other_content_is_refused(resources: Resources) -> None:
    raw = prepared(resources)
    hand_in(resources, raw=raw)
    with pytest.raises(AttemptReused):
        hand_in(resources, raw={**raw, "subject": "Chuyện khác hẳn với lần trước."})


def test_twenty_of_one_attempt_at_once_make_one_dossier(resources: Resources) -> None:
    raw = prepared(resources)
    told = {
        submitted.dossier.number for submitted in at_once(lambda _: hand_in(resources, raw=raw))
    }
    assert (len(told), count(resources, Dossier)) == (1, 1)


def test_twenty_attempts_at_once_are_numbered_without_gaps(resources: Resources) -> None:
    at_once(lambda number: hand_in(resources, attempt=f"attempt-of-person-{number}"))
    assert numbers(resources) == [f"XA.05443-261120-{n:04d}" for n in range(1, AT_ONCE + 1)]


def test_invalid_filing_names_the_fields(resources: Resources) -> None:
    with pytest.raises(FilingInvalid) as refused:
        hand_in(resources, raw={**prepared(resources), "content": ""})
    assert list(refused.value.errors) == ["content"]


def test_refused_filing_leaves_nothing(resources: Resources) -> None:
    with pytest.raises(FilingInvalid):
        hand_in(resources, raw={})
    assert [count(resources, model) for model in (Dossier, HistoryEntry, OutboxMessage)] == [
        0,
        0,
        0,
    ]


def test_refused_filing_gives_its_number_back(resources: Resources) -> None:
    raw = prepared(resources)
    hand_in(resources, raw=raw)
    with pytest.raises(FilesMissing):  # They belong to the first dossier: found after numbering.
        hand_in(resources, raw=raw, attempt="another-attempt")
    third = hand_in(resources, attempt="a-third-attempt")
    assert third.dossier.number.endswith("-0002")


def test_file_from_outside_the_draft_is_not_taken(resources: Resources) -> None:
    raw = prepared(resources)
    with pytest.raises(FilesMissing):
        hand_in(resources, raw=raw, draft_id=uuid4())


def test_file_id_that_is_no_id_is_refused_at_its_field(resources: Resources) -> None:
    with pytest.raises(FilingInvalid) as refused:
        hand_in(resources, raw={**prepared(resources), "signature": "no id at all"})
    assert list(refused.value.errors) == ["signature"]


def test_answers_survive_as_they_were_checked(resources: Resources) -> None:
    raw = prepared(resources)
    dossier = hand_in(resources, raw=raw).dossier
    with resources.database.transaction() as session:
        kept = session.get_one(Dossier, dossier.id)
    assert kept.answers["complainant"]["full_name"] == raw["complainant"]["full_name"]


def test_attempt_itself_is_not_kept(resources: Resources) -> None:
    dossier = hand_in(resources).dossier
    kept = [str(value) for value in vars(dossier).values()]
    assert not any(ATTEMPT in value for value in kept)


def test_dossier_keeps_how_its_time_limit_was_counted(resources: Resources) -> None:
    kept = hand_in(resources).dossier.frozen["limitation"]
    assert (kept["rule"], kept["last_day"], kept["past"]) == ("complaint_first", "2026-08-27", True)
