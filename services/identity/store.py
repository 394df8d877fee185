"""Seal a dossier's protected content into the database, and open it with code or data key."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from services.custody import keys
from services.identity import envelope, letters
from services.identity.about import About, of_dossier
from services.identity.files import Recipient
from services.identity.models import SealedKey, SealedValue
from services.identity.refusals import NothingSealed

Values = Mapping[str, Any]
# Both tables in one statement: every further one costs a filing as much as all the sealing.
SEAL = text("""
    WITH sealed_key AS (
        INSERT INTO sealed_keys
            (dossier_id, custody_key_id, custody_wrap, code_wrap, public_key, sealed_at)
        VALUES
            (:dossier_id, :custody_key_id, :custody_wrap, :code_wrap, :public_key, :sealed_at)
    )
    INSERT INTO sealed_values (dossier_id, purpose, version, ciphertext, sealed_at)
    SELECT :dossier_id, purpose, 1, ciphertext, :sealed_at
    FROM unnest(CAST(:purposes AS text[]), CAST(:ciphertexts AS bytea[]))
        AS value (purpose, ciphertext)
""")


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

    code_key: `AccessCodes.key` of the person's code; neither is kept anywhere

    Raises:
        NoCustodyKey: neither the agency nor any above it has a custody key.

    """
    custody_id, public_key = keys.sealing_key(session, agency_id)
    data_key, whose = envelope.new_key(), subject(dossier_id)
    sealed = {
        "dossier_id": dossier_id,
        "custody_key_id": custody_id,
        "custody_wrap": envelope.wrap_for(public_key, data_key, whose),
        "code_wrap": envelope.wrap(code_key, data_key, whose),
        "public_key": letters.public_key(data_key),
        "sealed_at": now,
        "purposes": list(values),
        "ciphertexts": [
            envelope.seal(data_key, _bytes(value), of_dossier(dossier_id, purpose))
            for purpose, value in values.items()
        ],
    }
    session.connection().execute(SEAL, sealed)
    return data_key


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
    return {row.purpose: json.loads(_opened(row, data_key)) for row in rows}


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
    return json.dumps(value, ensure_ascii=False).encode()
