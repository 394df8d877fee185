"""The ways in which a secret may lie hidden in bytes, and a search for all of them at once."""

import base64
import html
import json
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import quote

from forms.vietnamese import search_key

FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
CASES = (str, str.upper, str.lower, str.title)
CODECS = ("utf-8", "utf-16-le", "utf-16-be")
# Less of a secret, in base64, would be found by chance.
LEAST_BASE64 = 6


def hidings(secret: str) -> set[bytes]:
    """Write a secret in every way in which it could be found."""
    found: set[bytes] = set()
    for text in _texts(secret):
        for codec in CODECS:
            found |= set(_bytes(text.encode(codec)))
        ascii_only = json.dumps(text)[1:-1], html.escape(text), quote(text), quote(text).lower()
        found |= {written.encode() for written in ascii_only}
    return {pattern for pattern in found if pattern}


def hits(secrets: Iterable[str], haystack: bytes) -> set[str]:
    return {secret for secret in secrets if any(one in haystack for one in hidings(secret))}


def _texts(secret: str) -> set[str]:
    forms = {unicodedata.normalize(form, secret) for form in FORMS} | {search_key(secret)}
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", secret) if not unicodedata.combining(sign)
    )
    forms |= {plain, plain.replace("đ", "d").replace("Đ", "D")}
    return {case(text) for text in forms for case in CASES}


def _bytes(content: bytes) -> Iterator[bytes]:
    yield content
    yield content.hex().encode()
    yield content.hex().upper().encode()
    if len(content) >= LEAST_BASE64:
        yield from _base64(content)


def _base64(content: bytes) -> Iterator[bytes]:
    """Leave off the signs that also depend on what stands before and after."""
    for before in range(3):
        for alphabet in (b"+/", b"-_"):
            written = base64.b64encode(bytes(before) + content, altchars=alphabet).rstrip(b"=")
            whole = (before + len(content)) // 3 * 4
            yield written[-(-before * 8 // 6) : whole]
