"""The keys of redacted copies: of the work on one, and of what is handed on."""

from nacl import bindings as sodium

from services.identity import envelope
from services.identity.about import About
from services.identity.envelope import KEY_BYTES
from services.identity.secrets import key_of
from services.identity.store import subject


def work_key(data_key: bytes, redaction_id: int) -> bytes:
    """Derive the key of the work from the dossier's: whoever holds it opens the work alone."""
    return sodium.crypto_generichash_blake2b_salt_personal(
        str(redaction_id).encode(), digest_size=KEY_BYTES, key=data_key, person=b"motcua-redaction"
    )


def about_work(dossier_id: int, redaction_id: int, revision: int) -> About:
    return About(subject(dossier_id), f"redaction:{redaction_id}", revision)


def about_text(dossier_id: int, redaction_id: int) -> About:
    return About(subject(dossier_id), f"redacted:{redaction_id}")


def about_file(file_id: object) -> About:
    return About(f"redacted:{file_id}", "content")


class CopyKeys:
    """Keeps the keys of issued copies under a key of the service.

    Who reads a copy is for the policy to say; the database and the object store alone open none.
    """

    def __init__(self, secret: str) -> None:
        self._key = key_of(secret, b"redacted-copies")

    def wrap(self, copy_key: bytes, dossier_id: int, redaction_id: int) -> bytes:
        return envelope.wrap(self._key, copy_key, _place(dossier_id, redaction_id))

    def unwrap(self, wrapped: bytes, dossier_id: int, redaction_id: int) -> bytes:
        """Give the key of a copy.

        Raises:
            WrongKey, Tampered: it is not as it was kept.

        """
        return envelope.unwrap(self._key, wrapped, _place(dossier_id, redaction_id))


def _place(dossier_id: int, redaction_id: int) -> str:
    return f"{subject(dossier_id)}/redacted:{redaction_id}"
