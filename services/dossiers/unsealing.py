"""The sealed part of a dossier, opened for the person with the access code."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from services.dossiers import enclosing
from services.dossiers.models import Dossier, HistoryEntry
from services.identity import purposes, store
from services.identity.files import Owner


@dataclass(frozen=True)
class Unsealed:
    """What was sealed, by purpose, and the key that opens the files."""

    owner: Owner
    values: dict[str, Any] = field(repr=False)

    @property
    def answers(self) -> dict[str, Any]:
        return dict(self.values[purposes.ANSWERS])

    @property
    def frozen(self) -> dict[str, Any]:
        return dict(self.values[purposes.FROZEN])

    def inputs(self, entry: HistoryEntry) -> dict[str, Any]:
        """Give what was said with an action, the sealed part included."""
        return {**entry.inputs, **self.values.get(purposes.inputs_of(entry.id), {})}


def by_code(session: Session, dossier: Dossier, code_key: bytes) -> Unsealed:
    """Open it.

    Raises:
        NothingSealed: the dossier has no sealed part.
        WrongKey, Tampered: something is not as it was sealed.

    """
    data_key = store.data_key_by_code(session, dossier.id, code_key)
    values = store.open_with_key(session, dossier.id, data_key)
    return Unsealed(enclosing.owner(dossier.id, data_key), values)
