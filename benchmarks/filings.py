"""Full complaints to be filed: every question answered, one file each, the signature."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import insert

from forms import examples
from services.files.models import Purpose
from services.models import StoredFile
from services.resources import Resources

PROCEDURE = "2.002409"
AGENCY = "XA.05443"
PDF = "application/pdf"
ADDRESSES = count()


def answers(resources: Resources) -> dict[str, Any]:
    """Answer every question but those that need a file; the signature is given one by one."""
    procedure = resources.catalogue.get(PROCEDURE, datetime.now(UTC).date())
    full = {**examples.answers(procedure), "represented": False}
    return {key: value for key, value in full.items() if not _names_files(value)}


def body(given: dict[str, Any], signature: str) -> bytes:
    filing = {
        "procedure": PROCEDURE,
        "agency": AGENCY,
        "answers": {**given, "signature": signature},
    }
    return json.dumps(filing).encode()


def taken(resources: Resources, how_many: int) -> list[UUID]:
    """Note that many signatures as uploaded: scans, which the printed petition does not draw."""
    ids = [uuid4() for _ in range(how_many)]
    rows = [
        {
            "id": one,
            "purpose": Purpose.ANSWER,
            "name": "don-da-ky.pdf",
            "content_type": PDF,
            "size": 1,
            "sha256": bytes(32),
            "uploaded_at": datetime.now(UTC),
        }
        for one in ids
    ]
    with resources.database.transaction() as session:
        session.execute(insert(StoredFile), rows)
    return ids


def requests(resources: Resources, how_many: int) -> Iterator[bytes]:
    """Give that many HTTP requests, each of another person with another key and file."""
    given = answers(resources)
    for signature in taken(resources, how_many):
        yield request("/api/v1/dossiers", body(given, str(signature)))


def request(path: str, content: bytes) -> bytes:
    """Write one request; each comes from another address: who files often is asked a puzzle."""
    number = next(ADDRESSES)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {uuid4()}\r\n"
        f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


def _names_files(value: Any) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and one.startswith("file-") for one in values)
