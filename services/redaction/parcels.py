"""What goes to the painting process and comes back: a head in JSON, then bytes."""

import json
from typing import Any

HEAD_BYTES = 4
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


def packed(head: dict[str, Any], content: bytes) -> bytes:
    told = json.dumps(head).encode()
    return len(told).to_bytes(HEAD_BYTES, "big") + told + content


def unpacked(parcel: bytes) -> tuple[dict[str, Any], bytes]:
    """Read what `packed` wrote; one of `MALFORMED` is raised for everything else."""
    length = int.from_bytes(parcel[:HEAD_BYTES], "big")
    after = HEAD_BYTES + length
    head = json.loads(parcel[HEAD_BYTES:after])
    if not isinstance(head, dict):
        raise TypeError(type(head))
    return head, parcel[after:]
