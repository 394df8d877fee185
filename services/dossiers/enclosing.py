"""Put the sealed part of a filing under the keys of custody and person, its files with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from services.dossiers.models import Dossier
from services.dossiers.parting import Parted
from services.files import seals
from services.files.models import StoredFile
from services.files.shelf import FilesMissing
from services.identity import purposes, store
from services.identity.files import Owner
from services.identity.refusals import WrongKey


@dataclass(frozen=True)
class Held:
    """What the person who files holds.

    giver: under whose data key the files were sealed when they came
    code_key: follows from the access code, which opens the dossier from now on
    """

    giver: Owner | None
    code_key: bytes = field(repr=False)


def reveal(files: Sequence[StoredFile], giver: Owner | None) -> None:
    """See the files as their giver does.

    Raises:
        FilesMissing: somebody else sealed one of them.

    """
    if giver is None and any(stored.is_sealed for stored in files):
        raise FilesMissing(_ids(files))
    try:
        seals.reveal(files, giver)
    except WrongKey:
        raise FilesMissing(_ids(files)) from None


def enclose(
    session: Session,
    dossier: Dossier,
    parted: Parted,
    files: Sequence[StoredFile],
    held: Held,
    *,
    now: datetime,
) -> None:
    """Seal what is to be sealed; where nobody needs protection, open what was sealed until now.

    Raises:
        FilesNotSealed: a file came in the open.
        NoCustodyKey: neither the agency nor any above it has a custody key.

    """
    if parted.is_sealed:
        seals.require(files)
        values = {**parted.values, **_told(files)}
        data_key = store.seal_dossier(
            session, dossier.id, dossier.agency_id, held.code_key, values, now=now
        )
        if files and held.giver:
            seals.hand_over(files, held.giver, owner(dossier.id, data_key))
    elif held.giver is not None:
        seals.unveil(files, held.giver)


def add_files(
    session: Session,
    dossier_id: int,
    data_key: bytes,
    files: Sequence[StoredFile],
    *,
    now: datetime,
) -> None:
    """Seal the names of files that came later beside those of the filing."""
    told = _told(files)
    kept = store.open_with_key(session, dossier_id, data_key, scope=tuple(told))
    values = {purpose: kept.get(purpose, {}) | more for purpose, more in told.items()}
    store.reseal(session, dossier_id, data_key, values, now=now)


def owner(dossier_id: int, data_key: bytes) -> Owner:
    """Give the owner of a dossier's files to whoever holds its data key."""
    return Owner(store.subject(dossier_id), data_key)


def _told(files: Iterable[StoredFile]) -> dict[str, dict[str, Any]]:
    known = {str(stored.id): stored for stored in files}
    return {
        purposes.FILES: {file: stored.shown_name for file, stored in known.items()},
        purposes.HASHES: {file: stored.shown_sha256.hex() for file, stored in known.items()},
    }


def _ids(files: Iterable[StoredFile]) -> frozenset[str]:
    return frozenset(str(stored.id) for stored in files)
