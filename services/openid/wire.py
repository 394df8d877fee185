"""Speak with a provider: short patience, small answers, and no way elsewhere."""

from typing import Any

import requests

from services.openid.refusals import ProviderAway

PATIENCE_SECONDS = 5
MOST_BYTES = 256 * 1024
OK = 200


def fetched(address: str, *, bearer: str = "") -> dict[str, Any]:
    """Fetch an object.

    Raises:
        ProviderAway: no answer in time, or none that makes sense.

    """
    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    try:
        answer = requests.get(
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
    if answer.status_code != OK or len(answer.content) > MOST_BYTES:
        raise ProviderAway(f"status {answer.status_code}")
    try:
        content = answer.json()
    except ValueError as fault:
        raise ProviderAway("not JSON") from fault
    if not isinstance(content, dict):
        raise ProviderAway("not an object")
    return content
