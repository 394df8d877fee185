"""Vietnamese text: one spelling, order of the alphabet, search without accents, dates, numbers."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# The letters become consecutive ASCII characters from "@" on, behind digits and punctuation.
RANK = {letter: chr(ord("@") + place) for place, letter in enumerate(ALPHABET)}
# The combining marks of the Latin, Greek and Cyrillic letters.
MARKS = re.compile("[\u0300-\u036f]+")
WORD = re.compile(r"[^\W_]+")
# Nobody types a longer word, and an index takes no very long one.
LONGEST_WORD = 40
FIRST_RANK = ord("@")
NO_SIGN = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """Drop accents, case and needless spaces: what a hurried reader types."""
    letters = MARKS.sub("", unicodedata.normalize("NFD", text))
    return " ".join(letters.translate(NO_SIGN).lower().split())


def search_words(text: str) -> tuple[str, ...]:
    """List the words by which a text is found, each once: syllables, and the parts of numbers."""
    words = (word[:LONGEST_WORD] for word in WORD.findall(search_key(text)))
    return tuple(dict.fromkeys(words))


def sort_key(text: str) -> str:
    """Make a key whose plain byte order is the order of a Vietnamese dictionary."""
    ranked = [_rank(character) for character in nfc(text)]
    # The tab sorts before every rank, so that a shorter word comes first.
    return "\t".join("".join(level) for level in zip(*ranked, strict=True))


def person_sort_key(name: str) -> str:
    """Order people by given name (the last word), then by the whole name."""
    words = name.split()
    return f"{sort_key(words[-1] if words else '')}\t{sort_key(name)}"


def format_date(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_number(number: int | Decimal) -> str:
    """Group thousands by points and part decimals by a comma: 1.234.567,89."""
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


@cache
def _rank(character: str) -> tuple[str, str, str]:
    """Rank one letter by alphabet, then by tone, then by case."""
    parts = unicodedata.normalize("NFD", character)
    base = nfc("".join(part for part in parts if part not in TONES))
    lower = base.lower()
    tone = next((TONES[part] for part in parts if part in TONES), 0)
    return _primary(lower[:1]), str(tone), str(int(base != lower))


def _primary(letter: str) -> str:
    if letter in RANK:
        return RANK[letter]
    # Unknown letters follow z; controls, which a database may refuse, are dropped.
    if letter > "~":
        return f"~{letter}"
    return letter if " " <= letter < "@" else "~" * (letter >= "@")
