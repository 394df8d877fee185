"""“Hồ sơ của tôi”: the dossiers that somebody filed while signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, defer, lazyload

from forms.procedure import Procedure
from services.citizens.models import CitizenDossier
from services.dossiers import parting, pseudonyms
from services.dossiers.look_up import LONGEST_NUMBER, DossierMissing
from services.dossiers.models import Dossier

PAGE = 20
MOST_PAGES = 500


class Shown(StrEnum):
    """Which dossiers are listed."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"


class Order(StrEnum):
    """How the list is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


SHOWN: dict[Shown, tuple[ColumnElement[bool], ...]] = {
    Shown.ALL: (),
    Shown.OPEN: (Dossier.closed_at.is_(None),),
    Shown.CLOSED: (Dossier.closed_at.is_not(None),),
}
ORDERS = {
    Order.NEWEST: (Dossier.id.desc(),),
    Order.OLDEST: (Dossier.id,),
    Order.DUE: (Dossier.due_on, Dossier.id),
}


@dataclass(frozen=True)
class Wish:
    """What the person asked to see; pages count from 1."""

    shown: Shown = Shown.ALL
    order: Order = Order.NEWEST
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of the list, and how many there are in all."""

    dossiers: Sequence[Dossier]
    count: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // PAGE))


def may_link(procedure: Procedure, dossier: Dossier) -> bool:
    """Tell whether a dossier may be laid to an account: never where the law keeps a name secret."""
    is_secret = parting.is_sealed(dossier.frozen)
    return not is_secret and not pseudonyms.protects(procedure, dossier.answers)


def link(session: Session, account_id: int, procedure: Procedure, dossier: Dossier) -> bool:
    """Lay a dossier to the account of whoever filed it, if that may be."""
    if not may_link(procedure, dossier):
        return False
    session.add(CitizenDossier(dossier_id=dossier.id, account_id=account_id))
    return True


def listed(session: Session, account_id: int, wish: Wish) -> Found:
    own = _own(account_id).where(*SHOWN[wish.shown])
    count = session.scalar(select(func.count()).select_from(own.subquery())) or 0
    rows = select(Dossier).where(Dossier.id.in_(own)).order_by(*ORDERS[wish.order])
    page = rows.limit(PAGE).offset((wish.page - 1) * PAGE)
    little = page.options(defer(Dossier.answers), defer(Dossier.search_text), lazyload("*"))
    return Found(session.scalars(little).all(), count)


def own(session: Session, account_id: int, number: str) -> Dossier:
    """Give a dossier of the list to whoever's it is.

    Raises:
        DossierMissing: it is nobody's, somebody else's, or gone.

    """
    wanted = Dossier.number == number[:LONGEST_NUMBER]
    found = session.scalar(select(Dossier).where(wanted, Dossier.id.in_(_own(account_id))))
    if found is None:
        raise DossierMissing
    return found


def _own(account_id: int) -> Select[int]:
    return (
        select(Dossier.id)
        .join(CitizenDossier, CitizenDossier.dossier_id == Dossier.id)
        .where(CitizenDossier.account_id == account_id, Dossier.hidden_at.is_(None))
    )
