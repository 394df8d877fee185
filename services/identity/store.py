"""Seal a dossier's protected content into the database, and open it with code or data key."""

import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    DateTime,
    LargeBinary,
    Select,
    Text,
    bindparam,
    func,
    insert,
    join,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from services.custody import keys
from services.custody.refusals import NoCustodyKey
from services.identity import envelope, letters
from services.identity.about import About, of_dossier
from services.identity.files import Recipient
from services.identity.models import SealedKey, SealedValue
from services.identity.refusals import NothingSealed

Values = Mapping[str, Any]
QUICK = 1
# Below this a text fits into a few steps of padding as it is.
WORTH_PRESSING = 1024
# With this every pressed text begins, and no JSON.
PRESSED = b"x"
# To which public key the last dossier of each agency was sealed; asked only when it is unknown.
_last: dict[int, bytes] = {}


@cache
def _sealing(count: int) -> Select[bytes]:
    """Seal so many values into both tables if the key is still the one assumed; tell which it is.

    One statement: every further one costs a filing as much as all the sealing.
    """
    held, dossier = keys.HELD, bindparam("to_dossier", type_=BigInteger)
    at = bindparam("now", type_=DateTime(timezone=True))
    same = held.c.public_key == bindparam("sealed_to")
    names = "custody_wrap", "code_wrap", "letters_key"
    wraps = [bindparam(name, type_=LargeBinary) for name in names]
    key = insert(SealedKey).from_select(
        ["dossier_id", "custody_key_id", "custody_wrap", "code_wrap", "public_key", "sealed_at"],
        select(dossier, held.c.id, *wraps, at).where(same),
    )
    purposes = bindparam("purposes", type_=ARRAY(Text))
    # One by one they travel as they are; a list of them would be written out as text.
    texts = array([bindparam(name, type_=LargeBinary) for name in _texts(count)])
    value = func.unnest(purposes, texts).table_valued("purpose", "text").render_derived("value")
    values = insert(SealedValue).from_select(
        ["dossier_id", "purpose", "version", "ciphertext", "sealed_at"],
        select(dossier, value.c.purpose, literal(1), value.c.text, at).select_from(
            join(value, held, same)
        ),
    )
    return select(held.c.public_key).add_cte(key.cte("sealed_key"), values.cte("sealed_value"))


def _texts(count: int) -> list[str]:
    return [f"text_{place}" for place in range(count)]


def subject(dossier_id: int) -> str:
    return of_dossier(dossier_id, "").subject


def seal_dossier(
    session: Session,
    dossier_id: int,
    agency_id: int,
    code_key: bytes,
    values: Values,
    *,
    now: datetime,
) -> bytes:
    """Seal values by purpose under a fresh data key; give that key, for the files of the filing.

    values: to be written as JSON; bytes have been
    code_key: `AccessCodes.key` of the person's code; neither is kept anywhere

    Raises:
        NoCustodyKey: neither the agency nor any above it has a custody key.

    """
    data_key, whose = envelope.new_key(), subject(dossier_id)
    sealed = {
        "agency_id": agency_id,
        "to_dossier": dossier_id,
        "code_wrap": envelope.wrap(code_key, data_key, whose),
        "letters_key": letters.public_key(data_key),
        "now": now,
        "purposes": list(values),
    }
    for name, (purpose, value) in zip(_texts(len(values)), values.items(), strict=True):
        sealed[name] = envelope.seal(data_key, _bytes(value), of_dossier(dossier_id, purpose))
    public_key = _last.get(agency_id) or keys.sealing_key(session, agency_id)
    while public_key != (held := _seal(session, sealed, public_key, data_key)):
        public_key = held
    _last[agency_id] = public_key
    return data_key


def _seal(session: Session, sealed: dict[str, Any], public_key: bytes, data_key: bytes) -> bytes:
    """Seal to the key if it is the right one; give the right one."""
    wrap = envelope.wrap_for(public_key, data_key, subject(sealed["to_dossier"]))
    held = session.connection().scalar(
        _sealing(len(sealed["purposes"])),
        {**sealed, "sealed_to": public_key, "custody_wrap": wrap},
    )
    if held is None:
        raise NoCustodyKey
    return held


def reseal(
    session: Session, dossier_id: int, data_key: bytes, values: Values, *, now: datetime
) -> None:
    """Add content, or put it in the place of what was there; the old ciphertext opens no more."""
    versions = _versions(session, dossier_id, values)
    for purpose, value in values.items():
        about = of_dossier(dossier_id, purpose, versions.get(purpose, 0) + 1)
        row = _row(dossier_id, about, envelope.seal(data_key, _bytes(value), about), now)
        changed = {name: row[name] for name in ("version", "ciphertext", "sealed_at")}
        session.execute(
            upsert(SealedValue)
            .values(row)
            .on_conflict_do_update(index_elements=["dossier_id", "purpose"], set_=changed)
        )


def add_letter(
    session: Session, dossier_id: int, purpose: str, value: object, *, now: datetime
) -> None:
    """Add content without being able to open the dossier; each purpose is used once.

    Raises:
        NothingSealed: the dossier has no protected part.

    """
    recipient = _column(session, dossier_id, SealedKey.public_key)
    about = of_dossier(dossier_id, purpose)
    sealed = letters.seal_to(recipient, _bytes(value), about)
    session.execute(insert(SealedValue), _row(dossier_id, about, sealed, now))


def recipient(session: Session, dossier_id: int) -> Recipient | None:
    """Give to whom a dossier's files are sealed by those who cannot open it; none if it is open."""
    wanted = select(SealedKey.public_key).where(SealedKey.dossier_id == dossier_id)
    public_key = session.scalar(wanted)
    return Recipient(subject(dossier_id), public_key) if public_key else None


def open_with_code(session: Session, dossier_id: int, code_key: bytes) -> dict[str, Any]:
    """Open everything for the person with the access code.

    Raises:
        NothingSealed: the dossier has no protected part.
        WrongKey: the code is of another dossier.
        Tampered: something is not as it was sealed.

    """
    return open_with_key(session, dossier_id, data_key_by_code(session, dossier_id, code_key))


def data_key_by_code(session: Session, dossier_id: int, code_key: bytes) -> bytes:
    wrapped = _column(session, dossier_id, SealedKey.code_wrap)
    return envelope.unwrap(code_key, wrapped, subject(dossier_id))


def open_with_key(
    session: Session, dossier_id: int, data_key: bytes, scope: Collection[str] | None = None
) -> dict[str, Any]:
    """Open the values whose purposes are in the scope; all without one."""
    wanted = select(SealedValue).where(SealedValue.dossier_id == dossier_id)
    if scope is not None:
        wanted = wanted.where(SealedValue.purpose.in_(scope))
    rows = session.scalars(wanted.order_by(SealedValue.purpose))
    return {row.purpose: _value(_opened(row, data_key)) for row in rows}


def _opened(row: SealedValue, data_key: bytes) -> bytes:
    about = of_dossier(row.dossier_id, row.purpose, row.version)
    unsealed = letters.open_letter if letters.is_letter(row.ciphertext) else envelope.unseal
    return unsealed(data_key, row.ciphertext, about)


def _versions(session: Session, dossier_id: int, values: Values) -> dict[str, int]:
    """Tell which versions there are, and let nobody else replace them meanwhile."""
    held = select(SealedKey.dossier_id).where(SealedKey.dossier_id == dossier_id)
    session.execute(held.with_for_update())
    kept = select(SealedValue.purpose, SealedValue.version).where(
        SealedValue.dossier_id == dossier_id, SealedValue.purpose.in_(list(values))
    )
    return dict(session.execute(kept).all())


def _column(session: Session, dossier_id: int, column: Any) -> bytes:
    found: bytes | None = session.scalar(select(column).where(SealedKey.dossier_id == dossier_id))
    if found is None:
        raise NothingSealed(dossier_id)
    return found


def _row(dossier_id: int, about: About, sealed: bytes, now: datetime) -> dict[str, Any]:
    return {
        "dossier_id": dossier_id,
        "purpose": about.purpose,
        "version": about.version,
        "ciphertext": sealed,
        "sealed_at": now,
    }


def _bytes(value: object) -> bytes:
    written = value if isinstance(value, bytes) else orjson.dumps(value)
    # What is sealed cannot be pressed together by the database any more.
    return zlib.compress(written, QUICK) if len(written) > WORTH_PRESSING else written


def _value(content: bytes) -> Any:
    """Read a value; short and older ones were sealed as they were written."""
    return orjson.loads(zlib.decompress(content) if content[:1] == PRESSED else content)
