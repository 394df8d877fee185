"""Files of a sealed dossier on their way to whoever holds its key."""

from collections.abc import Iterator
from itertools import chain

from services.dossiers.models import Dossier
from services.files import seals
from services.files.models import StoredFile
from services.identity.files import Owner
from services.identity.refusals import SealRefused
from services.web import audited, broken_seals
from services.web.context import resources


def content(dossier: Dossier, stored: StoredFile, owner: Owner | None) -> Iterator[bytes]:
    """Give a file in clear, piece by piece, and note that it was fetched.

    Raises:
        WrongKey, Tampered: it is not as it was sealed; what was sent until then was.
        FilesClosed: it is sealed, and there is no key.

    """
    found = begun(dossier, seals.content(resources().objects, stored, owner))
    told = {"agency_id": dossier.agency_id, "facts": {"file": str(stored.id)}}
    audited.note("file.download", "dossier", dossier.number, **told)
    return found


def begun(dossier: Dossier, found: Iterator[bytes]) -> Iterator[bytes]:
    """Take the first piece: it tells a wrong key, while an answer in words can still be given."""
    return _watched(dossier, chain((next(found, b""),), found))


def _watched(dossier: Dossier, found: Iterator[bytes]) -> Iterator[bytes]:
    """Break off, and tell the audit, when what follows is not what was sealed."""
    try:
        yield from found
    except SealRefused as refused:
        broken_seals.note(refused, dossier.number, agency_id=dossier.agency_id)
        raise
