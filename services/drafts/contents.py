"""What a sealed draft holds, while somebody with its secret has it open."""

import json
from dataclasses import dataclass, field
from typing import Any

from services.identity import envelope
from services.identity.about import About
from services.identity.files import Owner

CONTENTS = "contents"


@dataclass(frozen=True)
class Contents:
    """The answers as typed, and what was left over when the form changed.

    owner: the draft, with the data key under which all of it is sealed
    """

    owner: Owner = field(repr=False)
    raw: dict[str, Any] = field(repr=False)
    left_over: dict[str, Any] = field(repr=False)

    def sealed(self) -> bytes:
        content = json.dumps([self.raw, self.left_over], ensure_ascii=False).encode()
        return envelope.seal(self.owner.data_key, content, _about(self.owner))


def unsealed(owner: Owner, sealed: bytes) -> Contents:
    """Open what a draft holds.

    Raises:
        WrongKey, Tampered: it is not what was sealed for this draft.

    """
    raw, left_over = json.loads(envelope.unseal(owner.data_key, sealed, _about(owner)))
    return Contents(owner, raw, left_over)


def _about(owner: Owner) -> About:
    return About(owner.subject, CONTENTS)
