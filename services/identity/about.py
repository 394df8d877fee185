"""What sealed content belongs to: bound into the seal, so that it opens nowhere else."""

import struct
from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """One content of one subject.

    subject: whose it is, such as ``dossier:12`` or ``draft:<id>``
    purpose: which content of the subject, such as ``identity`` or ``file:<id>``
    version: grows each time this content is sealed anew; an older one is then refused
    """

    subject: str
    purpose: str
    version: int = 1

    def encoded(self) -> bytes:
        """Write it in bytes that no other content shares: every part is preceded by its length."""
        parts = (self.subject.encode(), self.purpose.encode())
        return b"".join(struct.pack(">I", len(part)) + part for part in parts) + struct.pack(
            ">Q", self.version
        )


def of_dossier(dossier_id: int, purpose: str, version: int = 1) -> About:
    return About(f"dossier:{dossier_id}", purpose, version)
