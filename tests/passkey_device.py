"""A device that holds one passkey, as a browser would reach it."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT_AND_VERIFIED = 0x05
BRINGS_A_KEY = 0x40
NO_MODEL = bytes(16)


@dataclass
class PasskeyDevice:
    """Answers what a page asks; `uses` is what it counts."""

    host: str
    origin: str
    uses: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: str) -> str:
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        held = NO_MODEL + len(self.id).to_bytes(2, "big") + self.id + public
        said = self._said(PRESENT_AND_VERIFIED | BRINGS_A_KEY) + held
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})
        told = self._told("webauthn.create", options)
        return self._answer(clientDataJSON=told, attestationObject=attestation)

    def get(self, options: str) -> str:
        self.uses += 1
        said, told = self._said(PRESENT_AND_VERIFIED), self._told("webauthn.get", options)
        signed = said + hashlib.sha256(told).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=said, signature=signature)

    def _said(self, flags: int) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _told(self, kind: str, options: str) -> bytes:
        asked: dict[str, Any] = json.loads(options)
        told = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(told).encode()

    def _answer(self, **parts: bytes) -> str:
        letters = {name: text(part) for name, part in parts.items()}
        name = text(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": letters})


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
