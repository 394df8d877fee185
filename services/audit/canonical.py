"""The one way in which an entry is written down before it is hashed.

The database writes every part as text or whole number, so that chaining and checking cannot differ
by a driver or a library; after that it takes no decision at all.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

# The parts of an entry, in the order in which they are hashed.
PARTS = (
    "e.id, (extract(epoch FROM e.at) * 1000000)::bigint, e.actor_kind, e.actor_id, e.agency_id,"
    " e.action, e.object_kind, e.object_id, e.outcome, e.reason, e.request_id, e.facts::text"
)
FIRST = bytes(32)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal(seq: int, before: bytes, parts: Sequence[Any]) -> bytes:
    """Hash an entry at its place in the chain, together with the hash of the one before."""
    return hashlib.sha256(before + _encode([seq, *parts]).encode()).digest()
