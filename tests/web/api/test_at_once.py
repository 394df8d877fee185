"""Many filings at the same moment, over real processes."""

import json
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from forms import examples
from services.resources import Resources
from services.web.context import today
from tests.numbering import has_gaps
from tests.service import Site, wait_until
from tests.web.api.conftest import COMMUNE, FEEDBACK, new_key, picture, with_files

Json = dict[str, Any]
MANY = 50
SAME = 20


def send(site: Site, path: str, content: bytes, **headers: str) -> Json:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"{site.url}/api/v1{path}", content, named)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - our own process
        return dict(json.load(answer))


def body(resources: Resources, site: Site) -> bytes:
    """Write a filing with files of its own."""

    def upload() -> str:
        kind = "application/octet-stream"
        return str(send(site, "/uploads", picture(), Content_Type=kind)["id"])

    procedure = resources.catalogue.get(FEEDBACK, today())
    answers = with_files(examples.answers(procedure), upload)
    return json.dumps({"procedure": FEEDBACK, "agency": COMMUNE, "answers": answers}).encode()


def file_it(site: Site, content: bytes, key: str) -> Json:
    kind = "application/json"
    return send(site, "/dossiers", content, Content_Type=kind, Idempotency_Key=key)


def at_once(calls: list[Callable[[], Json]]) -> list[Json]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]


@pytest.mark.timeout(300)
def test_fifty_filings_at_once_get_fifty_numbers_without_a_gap(
    site: Site, resources: Resources
) -> None:
    bodies = [body(resources, site) for _ in range(MANY)]
    filed = at_once([lambda one=one: file_it(site, one, new_key()) for one in bodies])  # type: ignore[misc]
    numbers = {answer["number"] for answer in filed}
    assert len(numbers) == MANY
    assert not has_gaps(numbers)


def test_one_key_twenty_times_at_once_makes_one_dossier(site: Site, resources: Resources) -> None:
    content = body(resources, site)
    key = new_key()
    filed = at_once([lambda: file_it(site, content, key)] * SAME)
    assert all(answer == filed[0] for answer in filed)


def test_the_receipt_comes_by_itself(site: Site, resources: Resources) -> None:
    filed = file_it(site, body(resources, site), new_key())
    code = {"Authorization": f"Bearer {filed['access_code']}"}

    def made() -> bool:
        address = f"{site.url}{filed['links']['dossier']}"
        request = urllib.request.Request(address, headers=code)  # noqa: S310
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return bool(json.load(answer)["documents"])

    wait_until(made)
