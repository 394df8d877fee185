"""Find the custody key to which an agency seals: its own, or that of the nearest one above it."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import CTE, Select, bindparam, exists, literal, select
from sqlalchemy.orm import Session

from services.agencies.models import Agency
from services.custody.models import CustodyKey
from services.custody.refusals import DemoKeyInProduction, NoCustodyKey

HIGHEST = 8


def _line() -> CTE:
    """Walk from an agency up to the root."""
    start = select(Agency.id, Agency.parent_id, literal(0).label("distance"))
    line = start.where(Agency.id == bindparam("agency_id")).cte("line", recursive=True)
    above = select(Agency.id, Agency.parent_id, line.c.distance + 1)
    return line.union_all(above.where(Agency.id == line.c.parent_id, line.c.distance < HIGHEST))


LINE = _line()
# Built once: building them costs more than asking.
NEAREST = (
    select(CustodyKey)
    .join(LINE, LINE.c.id == CustodyKey.agency_id)
    .where(CustodyKey.retired_at.is_(None))
    .order_by(LINE.c.distance, CustodyKey.id.desc())
    .limit(1)
)
SEALING = NEAREST.with_only_columns(CustodyKey.public_key)
# Whoever seals in the same statement keeps the key from being retired meanwhile.
HELD = (
    SEALING.add_columns(CustodyKey.id)
    .with_for_update(key_share=True, read=True, of=CustodyKey)
    .cte("held")
)


def _able() -> Select[int]:
    """Walk down from every key."""
    having = select(CustodyKey.agency_id.label("id")).where(CustodyKey.retired_at.is_(None))
    able = having.cte("able", recursive=True)
    return select(able.union(select(Agency.id).join(able, Agency.parent_id == able.c.id)).c.id)


ABLE = _able()


def sealing_key(session: Session, agency_id: int) -> bytes:
    """Give the public half of the key for new dossiers.

    Raises:
        NoCustodyKey: neither the agency nor any above it has one.

    """
    public_key = session.connection().scalar(SEALING, {"agency_id": agency_id})
    if public_key is None:
        raise NoCustodyKey
    return public_key


def may_seal(session: Session, agency_id: int) -> bool:
    """Tell whether confidential petitions can be filed with an agency."""
    return session.connection().scalar(SEALING, {"agency_id": agency_id}) is not None


def able_to_seal(session: Session) -> frozenset[int]:
    """List the agencies that have a key, their own or that of one above."""
    return frozenset(session.scalars(ABLE))


def nearest(session: Session, agency_id: int) -> CustodyKey | None:
    """Find the key that an agency uses."""
    return session.scalar(NEAREST, {"agency_id": agency_id})


def of_agency(session: Session, agency_id: int) -> Sequence[CustodyKey]:
    """List an agency's own keys that are in use, the newest first."""
    return session.scalars(
        select(CustodyKey)
        .where(CustodyKey.agency_id == agency_id, CustodyKey.retired_at.is_(None))
        .order_by(CustodyKey.id.desc())
    ).all()


def in_use(session: Session) -> Sequence[CustodyKey]:
    return session.scalars(
        select(CustodyKey).where(CustodyKey.retired_at.is_(None)).order_by(CustodyKey.id)
    ).all()


def successor(session: Session, key: CustodyKey) -> CustodyKey | None:
    """Find the newest key of the same agency, if it is newer than this one."""
    newest = of_agency(session, key.agency_id)
    return newest[0] if newest and newest[0].id > key.id else None


def without(session: Session) -> list[Agency]:
    """List the agencies that have no key to seal to."""
    having = set(
        session.scalars(select(CustodyKey.agency_id).where(CustodyKey.retired_at.is_(None)))
    )
    agencies = {agency.id: agency for agency in session.scalars(select(Agency))}
    lacking = (
        agency
        for agency in agencies.values()
        if agency.active and not _has(agency, agencies, having)
    )
    return sorted(lacking, key=lambda agency: agency.name_sort)


def _has(agency: Agency | None, agencies: Mapping[int, Agency], having: Collection[int]) -> bool:
    """Walk up the tree until an agency has a key."""
    for _ in range(HIGHEST):
        if agency is None:
            return False
        if agency.id in having:
            return True
        agency = agencies.get(agency.parent_id or 0)
    return False


def refuse_demo(session: Session) -> None:
    """See that no key is one whose passphrase is known to everybody.

    Raises:
        DemoKeyInProduction: there is one.

    """
    demo = CustodyKey.demo & CustodyKey.retired_at.is_(None)
    if session.scalar(select(exists().where(demo))):
        raise DemoKeyInProduction
