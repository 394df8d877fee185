"""People who file through the JSON API and do not give up: the same key, until it is heard."""

import http.client
import json
import random
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from forms import examples
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, NOW
from tests.service import beside

PATIENCE = 40
UNHEARD = (urllib.error.URLError, ConnectionError, TimeoutError, http.client.HTTPException)


def signature() -> bytes:
    drawn = BytesIO()
    Image.new("L", (120, 40), "white").save(drawn, "PNG")
    return drawn.getvalue()


@dataclass
class Answer:
    status: int
    body: dict[str, Any]


@dataclass
class Applicants:
    """A stream of filings, one after another, until it is stopped.

    acknowledged: key of the attempt → the number that the service answered
    codes: number → the access code that came with it
    refused: answers that were neither an acknowledgement nor a plain "come back later"
    """

    url: str
    answers: dict[str, Any]
    pause: float
    acknowledged: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    refused: list[Answer] = field(default_factory=list)

    @classmethod
    def of(cls, url: str, resources: Resources, *, pause: float = 0.4) -> "Applicants":
        procedure = resources.catalogue.get(COMPLAINT, NOW.date())
        full = examples.answers(procedure)
        one_file = {**full, "represented": False}
        return cls(url, {key: one for key, one in one_file.items() if not _names_files(one)}, pause)

    def file(self) -> str | None:
        """File once, again and again under one key until it is acknowledged."""
        key = uuid4().hex
        upload = self._until_heard("/api/v1/uploads", signature(), {"X-File-Name": "chu-ky.png"})
        if upload is None:
            return None
        answers = {**self.answers, "signature": upload.body["id"]}
        body = json.dumps({"procedure": COMPLAINT, "agency": AGENCY, "answers": answers}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        filed = self._until_heard("/api/v1/dossiers", body, headers)
        if filed is not None:
            self.acknowledged[key] = filed.body["number"]
            self.codes[filed.body["number"]] = filed.body["access_code"]
        return self.acknowledged.get(key)

    @contextmanager
    def filing(self) -> Iterator[None]:
        """File all the while."""
        with _again(self.file, self.pause):
            yield

    @contextmanager
    def following(self, *, at_once: int = 4) -> Iterator[list[int]]:
        """Look where a dossier stands, all the while, and give the statuses that were heard."""
        number, code = next(iter(self.codes.items()))
        heard: list[int] = []

        def look() -> None:
            answer = get(f"{self.url}/api/v1/dossiers/{number}", {"X-Access-Code": code})
            heard.append(answer.status if answer else 0)

        with ExitStack() as readers:
            for _ in range(at_once):
                readers.enter_context(_again(look, 0.02))
            yield heard

    def _until_heard(self, path: str, body: bytes, headers: dict[str, str]) -> Answer | None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = post(self.url + path, body, headers)
            if answer and answer.status == http.HTTPStatus.CREATED:
                return answer
            if answer and answer.status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                self.refused.append(answer)
            time.sleep(0.2)
        return None


def _again(act: Callable[[], object], pause: float) -> AbstractContextManager[None]:
    """Do it all the while."""

    def go_on(stop: threading.Event) -> None:
        while not stop.is_set():
            act()
            stop.wait(pause)

    return beside(go_on)


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer | None:
    """Send once; none if nobody answered to the end."""
    return _sent(url, body, {"Content-Type": "image/png", **headers})


def get(url: str, headers: dict[str, str]) -> Answer | None:
    """Ask once; none if nobody answered to the end."""
    return _sent(url, None, headers)


def _sent(url: str, body: bytes | None, headers: dict[str, str]) -> Answer | None:
    address = ".".join(str(random.randint(1, 254)) for _ in range(4))
    request = urllib.request.Request(  # noqa: S310 - our own service on the loopback
        url, body, {"X-Forwarded-For": address, **headers}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return Answer(answer.status, json.load(answer))
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, {"text": refusal.read().decode(errors="replace")})
    except UNHEARD:
        return None


def _names_files(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and one.startswith("file-") for one in values)
