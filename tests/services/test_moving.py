"""A draft under a newer version: what is tried, carried, left over."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from forms import examples, migration
from forms.catalogue import Catalogue
from services.agencies import directory
from services.authoring import publishing
from services.authoring.trial import DryRun, Fate
from services.drafts import drafts, moving
from services.drafts.models import Draft
from services.drafts.moving import CannotMove, Move
from services.resources import Resources
from tests.filing import AGENCY, NOW
from tests.versions import CODE, LABEL, RENAMED, REQUIRED, SECRET, SHORTER, version

TODAY = date(2026, 11, 20)
MINE = "Lời riêng của tôi" + ", và nữa" * 20


@pytest.fixture
def session(resources: Resources) -> Iterator[Session]:
    with resources.database.transaction() as opened:
        yield opened


@pytest.fixture
def catalogue(resources: Resources) -> Catalogue:
    return resources.library.look()


@pytest.fixture
def raw(catalogue: Catalogue) -> dict[str, Any]:
    """Answer every question of the form, with a word that no report may hold."""
    return examples.answers(catalogue.version(CODE, 1)) | {"proposal": MINE}


@pytest.fixture
def draft(session: Session, catalogue: Catalogue, raw: dict[str, Any]) -> Draft:
    agency = directory.get(session, AGENCY)
    begun = drafts.begin(session, drafts.Subject(CODE, 1, agency.id), days=90_000, now=NOW).draft
    begun.raw = migration.by_section(catalogue.version(CODE, 1), raw)
    session.flush()
    session.refresh(begun)
    return begun


def considered(resources: Resources, draft: Draft, *pairs: tuple[str, str]) -> Move:
    shipped = resources.library.shipped
    with resources.database.transaction() as session:
        publishing.publish_by_hand(session, shipped, text=version(2, *pairs), slug="v2", now=NOW)
    catalogue = resources.library.look()
    after = moving.newer(catalogue, draft, on=TODAY)
    assert after is not None
    return moving.consider(draft, catalogue.version(CODE, 1), after, today=TODAY)


@pytest.mark.parametrize(
    ("change", "alone", "allowed"),
    [(LABEL, True, True), (RENAMED, False, True), (REQUIRED, False, True), (SECRET, False, False)],
)
def test_the_classifier_says_how_a_draft_moves(
    resources: Resources, draft: Draft, change: tuple[str, str], *, alone: bool, allowed: bool
) -> None:
    move = considered(resources, draft, change)
    assert (move.needs_nobody, move.is_allowed) == (alone, allowed)


def test_answers_move_over(resources: Resources, draft: Draft, raw: dict[str, Any]) -> None:
    moving.carry_out(considered(resources, draft, LABEL), today=TODAY, now=NOW)
    moved = (draft.procedure_version, draft.moved_from, drafts.gathered(draft))
    assert moved == (2, 1, raw)


def test_what_has_no_place_is_left_over(resources: Resources, draft: Draft) -> None:
    moving.carry_out(considered(resources, draft, RENAMED), today=TODAY, now=NOW)
    (row,) = moving.left_over(draft)
    assert (row["value"][0]["vi"], "proposal" in drafts.gathered(draft)) == (
        MINE,
        False,
    )


def test_what_was_half_typed_is_left_over_as_typed(resources: Resources, draft: Draft) -> None:
    key = next(key for key, section in draft.raw.items() if "happened_on" in section)
    date_typed = {"day": "31", "month": "2", "year": ""}
    draft.raw = draft.raw | {key: draft.raw[key] | {"happened_on": date_typed}}
    moving.carry_out(
        considered(resources, draft, ("key: happened_on", "key: occurred_on")),
        today=TODAY,
        now=NOW,
    )
    assert [row["value"][0]["vi"] for row in moving.left_over(draft)] == ["31/2"]


def test_a_breaking_change_moves_nothing(resources: Resources, draft: Draft) -> None:
    with pytest.raises(CannotMove):
        moving.carry_out(considered(resources, draft, SECRET), today=TODAY, now=NOW)


def test_who_stays_is_asked_again_by_a_still_newer_version_only(
    resources: Resources, draft: Draft
) -> None:
    move = considered(resources, draft, REQUIRED)
    moving.stay(draft, move.after, now=NOW)
    assert moving.is_decided(draft, move.after)


def test_without_a_newer_version_nothing_is_asked(draft: Draft, catalogue: Catalogue) -> None:
    assert moving.newer(catalogue, draft, on=TODAY) is None


def test_a_version_that_is_not_in_force_yet_waits(draft: Draft, resources: Resources) -> None:
    considered(resources, draft, LABEL)
    assert moving.newer(resources.catalogue, draft, on=date(2026, 7, 31)) is None


def tried(session: Session, catalogue: Catalogue, *pairs: tuple[str, str]) -> DryRun:
    return publishing.dry_run(session, catalogue, version(2, *pairs))


@pytest.mark.parametrize(
    ("change", "fate"),
    [
        (LABEL, Fate.KEPT),
        (REQUIRED, Fate.SHOWN),
        (RENAMED, Fate.ANSWER_AGAIN),
        (SHORTER, Fate.ANSWER_AGAIN),
        (SECRET, Fate.CANNOT_MOVE),
    ],
)
@pytest.mark.usefixtures("draft")
def test_a_dry_run_tells_the_fate_of_open_drafts(
    session: Session, catalogue: Catalogue, change: tuple[str, str], fate: Fate
) -> None:
    found = tried(session, catalogue, change)
    assert (found.faults, found.open_drafts, found.fates) == ((), 1, {fate: 1})


@pytest.mark.usefixtures("draft")
def test_a_dry_run_quotes_nobody(session: Session, catalogue: Catalogue) -> None:
    found = tried(session, catalogue, RENAMED)
    assert [text.vi for text in found.examples[0].lost]
    assert "Lời riêng" not in repr(found.examples)


@pytest.mark.usefixtures("draft")
def test_a_dry_run_tries_no_more_than_it_may(session: Session, catalogue: Catalogue) -> None:
    found = publishing.dry_run(session, catalogue, version(2, LABEL), most=0)
    assert (found.open_drafts, found.looked_at) == (1, 0)


def test_a_dry_run_of_rubbish_lists_its_faults(session: Session, catalogue: Catalogue) -> None:
    found = publishing.dry_run(session, catalogue, "code: [")
    assert (len(found.faults), found.procedure) == (1, None)
