"""The work on a redacted copy: begun or taken up by whoever has the whole dossier open."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.access_requests import asking, parts, reading
from services.access_requests.parts import Part
from services.access_requests.reading import Keeper
from services.access_requests.refusals import NoGrant
from services.accounts.models import Officer
from services.audit import trail
from services.custody import requests
from services.custody.models import AccessRequest
from services.custody.refusals import SealBroken
from services.dossiers import enclosing
from services.dossiers.models import Dossier
from services.identity import envelope, store
from services.identity.files import Owner
from services.identity.models import SealedKey
from services.identity.purposes import FROZEN
from services.identity.refusals import SealRefused
from services.policy import check
from services.policy.table import Action
from services.redaction import entries, identifiers, keys, layout, work
from services.redaction.models import Redaction, State
from services.redaction.refusals import NeedsAllParts, TableShut
from services.redaction.work import Work
from storage.objects import Objects

# A copy is made of what was filed; messages stay out of it.
NEEDED = frozenset({Part.PERSON, Part.MATTER, Part.FILES})


@dataclass(frozen=True)
class Handle:
    """What opens the work on a redacted copy again, while the permission lasts."""

    redaction_id: int
    request_id: int
    key: bytes = field(repr=False)


@dataclass(frozen=True)
class Table:
    """The work, spread out."""

    row: Redaction
    handle: Handle
    work: Work


def begin(
    session: Session,
    keeper: Keeper,
    objects: Objects,
    officer: Officer,
    dossier: Dossier,
    *,
    now: datetime,
) -> Handle:
    """Begin a copy, or take up the one that was begun; the custodian opens the dossier once.

    Raises:
        NotPermitted: it is not this officer's to redact.
        TableShut: the officer has not opened the dossier.
        NeedsAllParts: not all of it is open.
        CustodyRefusal: the custodian does not open it.

    """
    check.require(officer, Action.REDACT, dossier)
    request = _permission(session, officer, dossier, now)
    opened = keeper.custodian.open(request.id, dossier.id, by=officer.id)
    _wait_in_line(session, dossier)
    row = _open_row(session, dossier) or _added(session, officer, dossier, now)
    handle = Handle(row.id, request.id, keys.work_key(opened.data_key, row.id))
    owner = enclosing.owner(dossier.id, opened.data_key)
    try:
        before = _opened(row, handle.key) if row.work else None
        laid_out = _laid_out(session, objects, dossier, owner, before)
        if laid_out != before:
            _keep(row, handle, laid_out, now)
    except SealRefused:
        raise SealBroken from None
    note = entries.note(entries.BEGIN, officer, dossier, redaction=row.id, request=request.id)
    trail.enter(session, note, now=now)
    return handle


def take_up(
    session: Session, officer: Officer, dossier: Dossier, handle: Handle | None, *, now: datetime
) -> Table:
    """Go on with a copy.

    Raises:
        NotPermitted: it is not this officer's to redact.
        TableShut: the permission has ended, or the copy was issued or discarded.

    """
    check.require(officer, Action.REDACT, dossier)
    if handle is None:
        raise TableShut
    try:
        request = reading.in_force(session, officer, dossier, handle.request_id, now=now)
    except NoGrant:
        raise TableShut from None
    row = session.get(Redaction, handle.redaction_id)
    if row is None or row.dossier_id != dossier.id or row.state != State.OPEN:
        raise TableShut
    if not _is_whole(request):
        raise TableShut
    return Table(row, handle, _opened(row, handle.key))


def keep(table: Table, changed: Work, *, now: datetime) -> None:
    """Keep what was decided, sealed; the second of two simultaneous changes fails."""
    if changed != table.work:
        _keep(table.row, table.handle, changed, now)


def seal_anew(table: Table, *, now: datetime) -> None:
    """Keep the work as it is under a new revision, so that nobody does the same at once."""
    _keep(table.row, table.handle, table.work, now)


def discard(
    session: Session, officer: Officer, dossier: Dossier, table: Table, *, now: datetime
) -> None:
    """Let go of a copy that was not issued."""
    row = table.row
    row.state, row.work, row.changed_at = State.DISCARDED, None, now
    row.revision += 1
    note = entries.note(entries.DISCARD, officer, dossier, redaction=row.id)
    trail.enter(session, note, now=now)


def _permission(
    session: Session, officer: Officer, dossier: Dossier, now: datetime
) -> AccessRequest:
    request = asking.live(session, officer, dossier, now=now)
    if request is None or not requests.is_open(request, now=now):
        raise TableShut
    if not _is_whole(request):
        raise NeedsAllParts
    return request


def _is_whole(request: AccessRequest) -> bool:
    return set(parts.known(request.scope)) >= NEEDED


def _wait_in_line(session: Session, dossier: Dossier) -> None:
    """Let two who begin at the same moment come one after the other: there is one work."""
    sealed = select(SealedKey.dossier_id).where(SealedKey.dossier_id == dossier.id)
    session.execute(sealed.with_for_update())


def _open_row(session: Session, dossier: Dossier) -> Redaction | None:
    wanted = select(Redaction).where(
        Redaction.dossier_id == dossier.id, Redaction.state == State.OPEN
    )
    return session.scalars(wanted).one_or_none()


def _added(session: Session, officer: Officer, dossier: Dossier, now: datetime) -> Redaction:
    row = Redaction(
        dossier_id=dossier.id,
        state=State.OPEN,
        revision=1,
        begun_by_id=officer.id,
        begun_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    return row


def _laid_out(
    session: Session, objects: Objects, dossier: Dossier, owner: Owner, before: Work | None
) -> Work:
    """Lay out what is to be redacted; to what was begun only files are added that came since."""
    if before is not None:
        return replace(
            before, sheets=layout.sheets(session, objects, dossier, owner, before.sheets)
        )
    values = store.open_with_key(session, dossier.id, owner.data_key, (FROZEN,))
    sections = parts.sections(values)
    rows = [row for section in sections for row in section["rows"]]
    first = Work(
        sections=tuple(layout.written_by_person(sections)),
        person=tuple(identifiers.of_person(rows)),
        sheets=layout.sheets(session, objects, dossier, owner, ()),
    )
    issued = _last_issued(session, dossier)
    if issued is None:
        return first
    return first.carried_over(_opened(issued, keys.work_key(owner.data_key, issued.id)))


def _last_issued(session: Session, dossier: Dossier) -> Redaction | None:
    wanted = select(Redaction).where(
        Redaction.dossier_id == dossier.id, Redaction.version.is_not(None)
    )
    return session.scalars(wanted.order_by(Redaction.version.desc()).limit(1)).one_or_none()


def _opened(row: Redaction, key: bytes) -> Work:
    about = keys.about_work(row.dossier_id, row.id, row.revision)
    return work.read(envelope.unseal(key, row.work or b"", about))


def _keep(row: Redaction, handle: Handle, laid_out: Work, now: datetime) -> None:
    row.revision += 1
    about = keys.about_work(row.dossier_id, row.id, row.revision)
    row.work = envelope.seal(handle.key, work.written(laid_out), about)
    row.changed_at = now
