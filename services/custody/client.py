"""Ask the custodian: the only way from the rest of the service to a private key."""

import socket
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nacl import bindings as sodium

from services.custody import protocol
from services.custody.refusals import (
    BY_NAME,
    BadMessage,
    CustodianAway,
    CustodyRefusal,
    SealBroken,
)
from services.custody.vault import Purpose
from services.identity import envelope
from services.identity.store import subject

PATIENCE = 15.0
FAULTS = (OSError, BadMessage)


@dataclass(frozen=True)
class Proof:
    """What a holder gives: the passphrase, or the words from paper."""

    passphrase: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class OpenedKey:
    """One dossier's data key, for as long as the page is being made."""

    dossier_id: int
    data_key: bytes = field(repr=False)
    scope: tuple[str, ...]


class Custodian:
    """Every method raises the refusals of `services.custody.refusals`, `CustodianAway` too."""

    def __init__(self, path: str) -> None:
        self._path = path

    def status(self) -> dict[str, Any]:
        return self._ask("status")

    def begin(self, agency_id: int, holders: Sequence[int], threshold: int, *, by: int) -> None:
        self._ask("begin", agency=agency_id, holders=list(holders), threshold=threshold, by=by)

    def take_share(
        self, agency_id: int, holder_id: int, passphrase: str, token: bytes = b""
    ) -> str:
        """Put a holder's share under the passphrase and give the words to write down.

        Where a token keeps the passphrase, `token` is how.
        """
        fields = {"passphrase": passphrase, "token": b64encode(token).decode()}
        answer = self._ask("share", agency=agency_id, holder=holder_id, **fields)
        return str(answer["words"])

    def prove_share(self, agency_id: int, holder_id: int, words: str) -> int:
        """Type the words back; give how many holders are still missing."""
        return int(self._ask("prove", agency=agency_id, holder=holder_id, words=words)["missing"])

    def cancel(self, agency_id: int, *, by: int) -> None:
        self._ask("cancel", agency=agency_id, by=by)

    def give(self, key_id: int, purpose: Purpose, holder_id: int, proof: Proof) -> dict[str, Any]:
        """Give a share; the answer tells `given`, `needed`, `done`, and of a rehearsal `well`."""
        return self._ask(
            "give",
            key=key_id,
            purpose=str(purpose),
            holder=holder_id,
            passphrase=proof.passphrase,
            words=proof.words,
        )

    def recover(
        self, key_id: int, holder_id: int, words: str, passphrase: str, token: bytes = b""
    ) -> None:
        """Set a new passphrase by the words."""
        fields = {"passphrase": passphrase, "token": b64encode(token).decode()}
        self._ask("recover", key=key_id, holder=holder_id, words=words, **fields)

    def seal(self, key_id: int = 0, *, by: int) -> int:
        """Seal one key, or all; tell how many were unlocked."""
        return len(self._ask("seal", key=key_id, by=by)["sealed"])

    def open(self, request_id: int, dossier_id: int, *, by: int) -> OpenedKey:
        """Open one dossier on the strength of a request of this officer that is in force.

        The key comes sealed to a key pair of this call alone.
        """
        public_key, private_key = sodium.crypto_box_keypair()
        recipient = b64encode(public_key).decode()
        answer = self._ask("open", request=request_id, officer=by, to=recipient)
        if answer["dossier"] != dossier_id:
            raise SealBroken
        wrapped = b64decode(answer["key"])
        data_key = envelope.unwrap_for(private_key, wrapped, subject(dossier_id))
        return OpenedKey(dossier_id, data_key, tuple(answer["scope"]))

    def _ask(self, operation: str, **fields: Any) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as desk:
                desk.settimeout(PATIENCE)
                desk.connect(self._path)
                desk.sendall(protocol.write({"op": operation, **fields}))
                with desk.makefile("rb") as stream:
                    answer = protocol.read(stream)
        except FAULTS:
            raise CustodianAway from None
        if answer is None:
            raise CustodianAway
        if "ok" not in answer:
            raise BY_NAME.get(str(answer.get("refused")), CustodyRefusal)
        told: dict[str, Any] = answer["ok"]
        return told
