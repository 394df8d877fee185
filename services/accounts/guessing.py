"""How many tries it would take to guess a password, as a power of two.

A password is covered with the pieces that people make passwords of: the commonest passwords, words
and names of this country, what is known of the account, rows of the keyboard, dates, repetitions.
Each piece costs as many bits as there are to choose from; the cheapest cover counts.
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from forms import vietnamese

LISTS = Path(__file__).with_name("words")
LONGEST_PIECE = 20
SHORTEST_PIECE = 3
LETTER_BITS = math.log2(26)
DIGIT_BITS = math.log2(10)
# What is known of the account is tried before all else.
KNOWN_BITS = 1.0
RUN_BITS = 5.0
YEAR_BITS = 7.0
DATE_BITS = 15.0
# Numbers stand for letters, signs for both; whether they do is one more thing to try.
DISGUISES = str.maketrans("@4301!5$7", "aaeoilsst")
DISGUISE_BITS = 2.0
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
)
RUNS = tuple(row for way in ROWS for row in (way, way[::-1]))
YEAR = re.compile(r"(19|20)\d\d")
DATE = re.compile(
    r"(0?[1-9]|[12]\d|3[01])(0?[1-9]|1[0-2])((19|20)\d\d|\d\d)"
    r"|(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])"
)


def bits(password: str, known: Iterable[str] = ()) -> float:
    """Tell how hard a password is to guess for whoever knows the account."""
    plain = flat(password)
    words = {word for text in known for word in _words(text)}
    ways = [_cover(plain, words)]
    disguised = flat(password.translate(DISGUISES))
    if disguised != plain:
        ways.append(_cover(disguised, words) + DISGUISE_BITS)
    return min(ways)


def flat(text: str) -> str:
    """Leave letters without marks and digits: the rest is easily tried."""
    return re.sub(r"[^a-z0-9]", "", vietnamese.search_key(text))


def _words(text: str) -> set[str]:
    """Take a name apart, whole and in its words, and its first letters too."""
    parts = [flat(part) for part in re.split(r"[\s.@_-]+", text) if flat(part)]
    initials = "".join(part[0] for part in parts)
    found = {"".join(parts), "".join(reversed(parts)), initials, *parts}
    return {word for word in found if len(word) >= SHORTEST_PIECE}


def _cover(text: str, known: set[str]) -> float:
    """Find the cheapest way to put a text together."""
    cheapest = [0.0] + [math.inf] * len(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            cost = _piece(text[start:end], known)
            cheapest[end] = min(cheapest[end], cheapest[start] + cost)
        _repeat(text, start, cheapest)
    return cheapest[-1]


def _repeat(text: str, start: int, cheapest: list[float]) -> None:
    """Saying the same again costs hardly more than saying it once."""
    for size in range(1, start + 1):
        piece, end = text[start - size : start], start
        while text.startswith(piece, end):
            end += size
            times = math.log2((end - start) / size + 1)
            cheapest[end] = min(cheapest[end], cheapest[start] + times)


def _piece(piece: str, known: set[str]) -> float:
    if len(piece) == 1:
        return DIGIT_BITS if piece.isdecimal() else LETTER_BITS
    costs = [math.inf]
    if piece in known:
        costs.append(KNOWN_BITS)
    if len(piece) <= LONGEST_PIECE and piece in _common():
        costs.append(_common()[piece])
    if len(piece) >= SHORTEST_PIECE and any(piece in row for row in RUNS):
        costs.append(RUN_BITS)
    if piece.isdecimal():
        costs.append(_number(piece))
    return min(costs)


def _number(piece: str) -> float:
    if YEAR.fullmatch(piece):
        return YEAR_BITS
    return DATE_BITS if DATE.fullmatch(piece) else math.inf


@cache
def _common() -> Mapping[str, float]:
    """Read the lists, the commonest first: what stands further down takes more tries."""
    ranks: dict[str, float] = {}
    for path in sorted(LISTS.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        words = (flat(line) for line in lines if line and not line.startswith("#"))
        for rank, word in enumerate(words, start=1):
            cost = math.log2(rank + 1)
            ranks[word] = min(cost, ranks.get(word, cost))
    return ranks
