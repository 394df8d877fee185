"""The ways in which a secret may lie hidden in bytes, and a search for all of them at once."""

import base64
import html
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import quote

from forms.vietnamese import search_key

FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")
CASES = (str, str.upper, str.lower, str.title)
CODECS = ("utf-8", "utf-16-le", "utf-16-be")
# Less of a secret, in base64, would be found by chance.
LEAST_BASE64 = 6
# Each place of what is searched is looked at through so many bytes.
HEAD = 6


def hidings(secret: str) -> set[bytes]:
    """Write a secret in every way in which it could be found."""
    found: set[bytes] = set()
    for text in _texts(secret):
        for codec in CODECS:
            found |= set(_bytes(text.encode(codec)))
        ascii_only = json.dumps(text)[1:-1], html.escape(text), quote(text), quote(text).lower()
        found |= {written.encode() for written in ascii_only}
    return {pattern for pattern in found if pattern}


class Search:
    """Looks for all secrets in one pass, whatever their number."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._meant = {hidden: secret for secret in secrets for hidden in hidings(secret)}
        self._short = [hidden for hidden in self._meant if len(hidden) < HEAD]
        self._by_head: dict[bytes, list[bytes]] = defaultdict(list)
        for hidden in self._meant:
            if len(hidden) >= HEAD:
                self._by_head[hidden[:HEAD]].append(hidden)

    def hits(self, haystack: bytes) -> set[str]:
        found = {self._meant[hidden] for hidden in self._short if hidden in haystack}
        heads = self._by_head.keys()
        for place in range(len(haystack) - HEAD + 1):
            head = haystack[place : place + HEAD]
            if head in heads:
                whole = self._by_head[head]
                found |= {self._meant[one] for one in whole if haystack.startswith(one, place)}
        return found


def hits(secrets: Iterable[str], haystack: bytes) -> set[str]:
    return Search(secrets).hits(haystack)


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
