"""The key of one filing: a secret of its sender, which names the attempt and seals its files."""

import re

from flask import request

from services.web.api import words
from services.web.api.refusals import RequestRefused, Wrong

CHANNEL = "api"
HEADER = "Idempotency-Key"
KEY = re.compile("[!-~]{16,200}")
SCHEMA = {"type": "string", "pattern": f"^{KEY.pattern}$", "minLength": 16, "maxLength": 200}


def given() -> str:
    """Give the key that the request brings.

    Raises:
        RequestRefused: it brings none, or one that nobody would call a secret.

    """
    key = request.headers.get(HEADER, "")
    if not KEY.fullmatch(key):
        raise RequestRefused([Wrong("", words.NO_KEY)])
    return key


def of_key(key: str) -> str:
    return f"{CHANNEL}:{key}"
