"""What only a real connection shows: bodies that are too large or have no length."""

import http.client
from collections.abc import Iterator
from contextlib import closing, suppress
from urllib.parse import urlsplit

from services.resources import Resources
from tests.service import Site
from tests.web.api.conftest import new_key, picture

Body = bytes | Iterator[bytes]
BLOCK = bytes(64 * 1024)


def status(site: Site, path: str, content: Body, **headers: str) -> int:
    """Send a request, in chunks unless its length is named, and give the answer's status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    wire = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    with closing(wire), suppress(ConnectionError):
        wire.request("POST", f"/api/v1{path}", content, named)
        with wire.getresponse() as answer:
            return answer.status
    return 0


def blocks(length: int) -> Iterator[bytes]:
    for _ in range(length // len(BLOCK)):
        yield BLOCK


def test_an_upload_that_is_too_large_is_told_so(site: Site, resources: Resources) -> None:
    length = resources.settings.limits.file_bytes * 2
    assert status(site, "/uploads", blocks(length), Content_Length=str(length)) == 413


def test_an_upload_that_grows_too_large_is_told_so(site: Site, resources: Resources) -> None:
    assert status(site, "/uploads", blocks(resources.settings.limits.file_bytes * 2)) == 413


def test_a_filing_that_is_too_large_is_told_so(site: Site, resources: Resources) -> None:
    content = bytes(resources.settings.limits.api_body_bytes + 1)
    kind = "application/json"
    sent = status(site, "/dossiers", content, Content_Type=kind, Idempotency_Key=new_key())
    assert sent == 413


def test_an_upload_in_chunks_is_taken(site: Site) -> None:
    assert status(site, "/uploads", iter([picture()])) == 201
