"""What an officer asks the inbox for: which dossiers, in which order, from where on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, select, text, tuple_

from services.dossiers.models import Dossier
from services.messages.models import UNREAD, Message


class Order(StrEnum):
    """How the list is sorted."""

    DUE = "due"
    NEWEST = "newest"


class Scope(StrEnum):
    """Which dossiers are listed."""

    OPEN = "open"
    LATE = "late"
    NEWS = "news"  # The person wrote, and nobody has read it yet.
    CLOSED = "closed"
    ALL = "all"


WITH_NEWS = select(Message.dossier_id).where(text(UNREAD))
SCOPES: dict[Scope, Callable[[date], list[ColumnElement[bool]]]] = {
    Scope.OPEN: lambda _: [Dossier.closed_at.is_(None)],
    Scope.LATE: lambda today: [Dossier.closed_at.is_(None), Dossier.due_on < today],
    Scope.NEWS: lambda _: [Dossier.id.in_(WITH_NEWS)],
    Scope.CLOSED: lambda _: [Dossier.closed_at.is_not(None)],
    Scope.ALL: lambda _: [],
}
DUE_SCOPES = frozenset({Scope.OPEN, Scope.LATE})


@dataclass(frozen=True)
class Filters:
    """What the officer asked to see."""

    scope: Scope = Scope.OPEN
    state: str = ""
    procedure_code: str = ""
    search: str = ""
    order: Order = Order.DUE

    @property
    def sorting(self) -> Order:
        """Sort by due day only what is owed: a closed dossier has no day ahead."""
        return self.order if self.scope in DUE_SCOPES else Order.NEWEST

    @property
    def counting(self) -> Order:
        """Count along the index that holds least besides what is asked for."""
        return Order.DUE if self.scope in DUE_SCOPES else Order.NEWEST


@dataclass(frozen=True)
class Cursor:
    """A place between two rows, and the way to read from there."""

    due_on: date
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        return f"{'b' if self.backwards else 'f'}.{self.due_on.isoformat()}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """Read a cursor back; an unreadable one means the first page."""
        direction, _, rest = text.partition(".")
        due_on, _, number = rest.partition(".")
        if direction not in {"f", "b"} or not number.isdecimal() or len(number) > len("9" * 18):
            return None
        try:
            return cls(date.fromisoformat(due_on), int(number), direction == "b")
        except ValueError:
            return None


@dataclass(frozen=True)
class Place:
    """What is listed, in which order, and from where on."""

    conditions: tuple[ColumnElement[bool], ...]
    order: Order
    cursor: Cursor | None = None

    @property
    def backwards(self) -> bool:
        return self.cursor is not None and self.cursor.backwards

    def narrowed(self, condition: ColumnElement[bool]) -> "Place":
        return replace(self, conditions=(*self.conditions, condition))

    def ids(self) -> Select[int]:
        """Name the dossiers from the cursor on, in the order of reading."""
        statement = select(Dossier.id).where(*self.conditions).order_by(*self.ordering())
        return statement if self.cursor is None else statement.where(self._beyond(self.cursor))

    def ordering(self) -> tuple[UnaryExpression[Any], ...]:
        if self.order is Order.NEWEST:
            return (Dossier.id.asc() if self.backwards else Dossier.id.desc(),)
        if self.backwards:
            return (Dossier.due_on.desc(), Dossier.id.desc())
        return (Dossier.due_on.asc(), Dossier.id.asc())

    def _beyond(self, cursor: Cursor) -> ColumnElement[bool]:
        if self.order is Order.NEWEST:
            return Dossier.id > cursor.id if cursor.backwards else Dossier.id < cursor.id
        place = tuple_(Dossier.due_on, Dossier.id)
        here = (cursor.due_on, cursor.id)
        return place < here if cursor.backwards else place > here


def conditions(agency_id: int, filters: Filters, today: date) -> tuple[ColumnElement[bool], ...]:
    asked = [Dossier.agency_id == agency_id, *SCOPES[filters.scope](today)]
    if filters.state:
        asked.append(Dossier.state == filters.state)
    if filters.procedure_code:
        asked.append(Dossier.procedure_code == filters.procedure_code)
    return tuple(asked)
