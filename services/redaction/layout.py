"""What of a sealed dossier goes into the work on a redacted copy."""

from base64 import b64encode
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from services.access_requests import parts
from services.access_requests.parts import Part
from services.dossiers.models import Dossier
from services.files import seals, shelf
from services.files.models import StoredFile
from services.identity import files as sealed_files
from services.identity.files import Owner
from services.redaction import originals
from services.redaction.faults import Fault
from services.redaction.work import Sheet
from storage.objects import Objects

# Worth another try.
PASSING = frozenset({Fault.NOT_NOW, Fault.TOO_HEAVY})


def written_by_person(sections: Sequence[parts.Row]) -> list[dict[str, Any]]:
    """Keep what is written about the matter; what names the person never enters the work."""
    told = []
    for section in sections:
        rows = [
            {"label": row["label"], "value": row["value"]}
            for row in section["rows"]
            if parts.part_of(row) is Part.MATTER and row["value"]
        ]
        if rows:
            told.append({"title": section["title"], "rows": rows})
    return told


def sheets(
    session: Session, objects: Objects, dossier: Dossier, owner: Owner, before: Sequence[Sheet]
) -> tuple[Sheet, ...]:
    known = {sheet.id: sheet for sheet in before if sheet.fault not in PASSING}
    # What came with messages was not opened for this.
    sealed = (one for one in shelf.of_dossier(session, dossier.id) if one.is_sealed)
    stored = [one for one in sealed if one.message_id is None]
    seals.reveal(stored, owner)
    found = [known.get(str(one.id)) or _sheet(one, owner) for one in stored]
    return originals.measured(objects, found)


def _sheet(stored: StoredFile, owner: Owner) -> Sheet:
    file_id = str(stored.id)
    key = sealed_files.own_key(stored.key_wrap or b"", owner, file_id=file_id)
    kept = b64encode(key).decode()
    return Sheet(file_id, kept, stored.content_type, stored.shown_name, pages=0)
