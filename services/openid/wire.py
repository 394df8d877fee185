"""Speak with a provider: short patience, small answers, and no way elsewhere."""

import time
from collections.abc import Iterator
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from services.openid.refusals import ProviderAway

PATIENCE_SECONDS = 5
# Each part of an answer may take the patience; all of them together no longer than this.
WHOLE_SECONDS = 15
MOST_BYTES = 256 * 1024
OK = 200


class EndlessAnswer(requests.RequestException):
    """An answer is longer than anything a provider has to say, or does not end in time."""


class ShortAnswers(HTTPAdapter):
    """Read answers only as far as they are short: what comes after is never in memory."""

    def send(self, *args: Any, **kwargs: Any) -> requests.Response:
        answer = super().send(*args, **kwargs)
        answer.raw = _Cut(answer.raw)
        return answer


class _Cut:
    """The body of an answer that ends with an error where it would be too much."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._end = time.monotonic() + WHOLE_SECONDS

    def __getattr__(self, name: str) -> Any:
        return getattr(self._body, name)

    def stream(self, amount: int, *, decode_content: bool = True) -> Iterator[bytes]:
        left = MOST_BYTES
        while part := self._body.read1(amount, decode_content=decode_content):
            left -= len(part)
            if left < 0 or time.monotonic() > self._end:
                self._body.close()
                raise EndlessAnswer
            yield part


def cut_short(session: requests.Session) -> None:
    """Let a session read short answers only."""
    for scheme in ("https://", "http://"):
        session.mount(scheme, ShortAnswers())


def fetched(address: str, *, bearer: str = "") -> dict[str, Any]:
    """Fetch an object.

    Raises:
        ProviderAway: no answer in time, or none that makes sense.

    """
    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        with requests.Session() as session:
            cut_short(session)
            answer = session.get(
                address, headers=headers, timeout=PATIENCE_SECONDS, allow_redirects=False
            )
        return understood(answer)
    except requests.RequestException as fault:
        raise ProviderAway(type(fault).__name__) from fault


def understood(answer: requests.Response) -> dict[str, Any]:
    """Read an object out of an answer.

    Raises:
        ProviderAway: there is none in it.

    """
    if answer.status_code != OK:
        raise ProviderAway(f"status {answer.status_code}")
    try:
        content = answer.json()
    except ValueError as fault:
        raise ProviderAway("not JSON") from fault
    if not isinstance(content, dict):
        raise ProviderAway("not an object")
    return content
