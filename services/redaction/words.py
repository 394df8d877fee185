"""Find words however their letters are written, and put a block of one length in their place."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BLOCK = "█████"
LONGEST = 200
# What goes with the letter before it, or is not seen at all.
CLINGS = frozenset({"Mn", "Me", "Cf"})
UNSEEN = "Cf"
# Of a number of so many digits it does not matter how they are grouped.
LEAST_DIGITS = 6
NUMBER = re.compile(r"\+?[\d\s.\-]+")
BETWEEN_DIGITS = r"[\s.\-]{0,2}"
GAP = r"\s+"
NOT_AFTER_LETTER, NOT_BEFORE_LETTER = r"(?<![^\W_])", r"(?![^\W_])"

Span = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """A word or a phrase that is to be found.

    loose: also where its diacritics were left out
    """

    text: str
    loose: bool = False


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, and where in the text as it was written each sign stands."""

    text: str
    places: tuple[Span, ...]


def fold(text: str, *, loose: bool = False) -> Folded:
    """Make alike what reads alike: composed or not, wide or not, large or small."""
    signs: list[str] = []
    places: list[Span] = []
    for start, end in _letters(text):
        said = _plain(text[start:end], loose=loose)
        signs.append(said)
        places += [(start, end)] * len(said)
    return Folded("".join(signs), tuple(places))


def spans(text: str, wanted: Iterable[Wanted]) -> list[Span]:
    """Give where in the text any of them stand; what only space parts counts as one."""
    folded: dict[bool, Folded] = {}
    found: list[Span] = []
    for one in wanted:
        if one.loose not in folded:
            folded[one.loose] = fold(text, loose=one.loose)
        found += _found(folded[one.loose], one)
    return _merged(text, sorted(found))


def count(text: str, wanted: Wanted) -> int:
    return len(_found(fold(text, loose=wanted.loose), wanted))


def mask(text: str, wanted: Iterable[Wanted]) -> str:
    """Put the block in the place of all that is wanted; its length tells nothing."""
    kept, after = [], 0
    for start, end in spans(text, wanted):
        kept += [text[after:start], BLOCK]
        after = end
    return unicodedata.normalize("NFC", "".join([*kept, text[after:]]))


def says_something(text: str) -> bool:
    """Whether there is a letter or a digit to look for."""
    return any(sign.isalnum() for sign in text)


def _letters(text: str) -> Iterator[Span]:
    """Give each letter together with its marks."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or unicodedata.category(text[at]) not in CLINGS:
            yield start, at
            start = at


def _plain(letter: str, *, loose: bool) -> str:
    seen = "".join(sign for sign in letter if unicodedata.category(sign) != UNSEEN)
    said = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    if not loose:
        return said
    parts = unicodedata.normalize("NFD", said)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace("đ", "d")


def _found(folded: Folded, wanted: Wanted) -> list[Span]:
    said = fold(wanted.text, loose=wanted.loose).text.strip()
    if not says_something(said):
        return []
    places = folded.places
    return [
        (places[match.start()][0], places[match.end() - 1][1])
        for match in re.finditer(_pattern(said), folded.text)
    ]


def _pattern(said: str) -> str:
    digits = [sign for sign in said if sign.isdecimal()]
    if NUMBER.fullmatch(said) and len(digits) >= LEAST_DIGITS:
        return rf"(?<!\d)\+?{BETWEEN_DIGITS.join(digits)}(?!\d)"
    phrase = GAP.join(map(re.escape, said.split()))
    before = NOT_AFTER_LETTER if said[0].isalnum() else ""
    return before + phrase + (NOT_BEFORE_LETTER if said[-1].isalnum() else "")


def _merged(text: str, found: list[Span]) -> list[Span]:
    """Join what overlaps or is parted by space alone: the number of words tells something."""
    merged: list[Span] = []
    for start, end in found:
        if merged and not _is_seen(text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _is_seen(between: str) -> bool:
    return any(not sign.isspace() and unicodedata.category(sign) != UNSEEN for sign in between)
