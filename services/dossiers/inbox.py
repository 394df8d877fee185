"""An agency's dossiers, page by page: as fast on the last page as on the first.

A page is found by the last row of the one before (keyset), never by counting rows away.
A search looks through the nearest rows first: common words are found there at once. Rare ones are
asked of the index of words, whose answer is short.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, lazyload

from services.dossiers import words
from services.dossiers.filters import Cursor, Filters, Place, Scope, conditions
from services.dossiers.models import Dossier

PAGE = 25
MOST_COUNTED = 1000
NEAREST = 1000


@dataclass(frozen=True)
class Page:
    """One page of the list and the ways on.

    found: how many dossiers there are, up to `MOST_COUNTED` + 1; none if that is not known
    """

    rows: Sequence[Dossier]
    earlier: Cursor | None
    later: Cursor | None
    found: int | None


def page(
    session: Session, agency_id: int, filters: Filters, *, today: date, cursor: Cursor | None = None
) -> Page:
    """Read one page of an agency's dossiers."""
    _plan_each_question(session)
    place = Place(conditions(agency_id, filters, today), filters.sorting, cursor)
    wanted = words.wanted(filters.search)
    if wanted:
        rows, found = _search(session, agency_id, place, wanted)
    else:
        counted = replace(place, order=filters.counting, cursor=None)
        rows, found = _read(session, place), _count(session, counted)
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if place.backwards:
        rows.reverse()
    return Page(
        rows,
        earlier=_edge(rows, 0) if (more if place.backwards else cursor is not None) else None,
        later=_edge(rows, -1) if (more or place.backwards) else None,
        found=found,
    )


def count(session: Session, agency_id: int, scope: Scope, *, today: date) -> int:
    """Count what stands in a scope, up to `MOST_COUNTED` + 1."""
    _plan_each_question(session)
    filters = Filters(scope=scope)
    return _count(session, Place(conditions(agency_id, filters, today), filters.counting))


def _search(
    session: Session, agency_id: int, place: Place, wanted: list[str]
) -> tuple[list[Dossier], int | None]:
    hits, is_all = _near(session, place, wanted)
    if is_all or len(hits) > PAGE:
        counted = len(hits) if is_all and place.cursor is None else None
        return _read(session, place.narrowed(words.are_among(hits[: PAGE + 1]))), counted
    few = words.few(session, agency_id, wanted)
    if few is None:
        return _read(session, place.narrowed(words.hold(wanted))), None
    found = place.narrowed(words.are_among(few))
    return _read(session, found), _count(session, replace(found, cursor=None))


def _near(session: Session, place: Place, wanted: list[str]) -> tuple[list[int], bool]:
    """Look through the nearest rows; tell also whether these were all."""
    nearest = place.ids().add_columns(words.hold(wanted)).limit(NEAREST)
    rows = session.execute(nearest).all()
    return [row_id for row_id, is_hit in rows if is_hit], len(rows) < NEAREST


def _read(session: Session, place: Place) -> list[Dossier]:
    """Read the rows of a page and one more."""
    statement = place.ids().limit(PAGE + 1).with_only_columns(Dossier)
    return list(
        session.scalars(
            statement.options(
                defer(Dossier.answers),
                defer(Dossier.frozen),
                defer(Dossier.search_text),
                lazyload("*"),
            )
        )
    )


def _count(session: Session, place: Place) -> int:
    """Count along an index: in no order the whole table might be read."""
    counted = place.ids().limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(counted.subquery())) or 0


def _edge(rows: Sequence[Dossier], place: int) -> Cursor | None:
    if not rows:
        return None
    return Cursor(rows[place].due_on, rows[place].id, backwards=place == 0)


def _plan_each_question(session: Session) -> None:
    """Let every question be planned for what it asks: states and words are not equally common."""
    setting = ("plan_cache_mode", "force_custom_plan")
    session.execute(select(func.set_config(*setting, True)))  # noqa: FBT003 - of PostgreSQL
