"""A procedure of the national portal (JSON) as the head of a procedure file.

The portal describes a procedure and not its form: the questions are those of a new file. Only the
names that are known are read; what else the file says is listed, so that nobody takes it for read.
"""

import json
from collections.abc import Iterator
from typing import Any

from forms.importing.notes import ImportRefused, Note

Data = dict[str, Any]

LARGEST = 2 * 1024**2
LONGEST = 500
MOST = 100
MOST_DAYS = 3660
CODE_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")
# Other units of the portal are not known for certain, so they are asked about.
UNITS = {"WORKING_DAY": "working_days"}
READ = frozenset(
    {
        "id",
        "code",
        "name",
        "executionCases",
        "executionMethods",
        "executionSteps",
        "legalBasisesDetails",
    }
)
WORDS = ("name", "title", "content")


def read(content: bytes, code: str = "") -> tuple[Data, list[Note]]:
    """Give the head of the procedure of this code, or of the only one, and what to look at.

    Raises:
        ImportRefused: no JSON, too large, or no procedure of this code in it.

    """
    found = _one(_parsed(content), code)
    notes: list[Note] = []
    head: Data = {
        "code": _code(found),
        "national_code": True,
        "title": _words(str(found.get("name", ""))),
        "papers": list(_papers(found)),
        "legal_basis": list(_legal_basis(found)),
        "steps": [_words(step) for step in _lines(found.get("executionSteps"))],
        "deadlines": _deadlines(found, notes),
    }
    notes.append(Note(0, "every text is given in Vietnamese for both languages", "translate “en:”"))
    notes.append(
        Note(0, "who may file, fee, result, level and retention are not read", "fill them in")
    )
    notes.append(
        Note(0, "the portal has no form: the questions are those of a new file", "write them")
    )
    left = sorted(set(map(str, found)) - READ)[:MOST]
    notes.extend(Note(0, f"“{name[:60]}” is not taken over") for name in left)
    return {key: value for key, value in head.items() if value}, notes


def _parsed(content: bytes) -> Any:
    if len(content) > LARGEST:
        raise ImportRefused(f"the file is larger than {LARGEST // 1024**2} MB")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ImportRefused("the file is no JSON: download it again from the portal") from None


def _one(content: Any, code: str) -> Data:
    """Find the procedure in a file that holds one, or a list of them in whatever envelope."""
    listed = [one for one in _procedures(content) if not code or one.get("code") == code]
    if len(listed) == 1:
        return listed[0]
    if not listed:
        raise ImportRefused(
            "the file holds no procedure" + (f" of the code {code}" if code else "")
        )
    codes = ", ".join(str(one.get("code"))[:40] for one in listed[:10])
    raise ImportRefused(
        f"the file holds {len(listed)} procedures: choose one with --code ({codes} …)"
    )


def _procedures(content: Any) -> Iterator[Data]:
    if isinstance(content, dict) and "code" in content and "name" in content:
        yield content
    elif isinstance(content, dict):
        for inner in content.values():
            if isinstance(inner, list | dict):
                yield from _procedures(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _procedures(inner)


def _code(found: Data) -> str:
    return "".join(sign for sign in str(found["code"]) if sign in CODE_SIGNS)[:40]


def _papers(found: Data) -> Iterator[Data]:
    for case in _items(found.get("executionCases")):
        for component in _items(case.get("profileComponents") if isinstance(case, dict) else None):
            if name := _named(component):
                # Whether a paper is required the portal says in ways that are not known.
                yield {"name": _words(name), "required": False}


def _legal_basis(found: Data) -> Iterator[Data]:
    for basis in _items(found.get("legalBasisesDetails")):
        if name := _named(basis):
            yield {"text": name, "confidence": "?"}


def _deadlines(found: Data, notes: list[Note]) -> list[Data]:
    """Take the first time that is given in a unit that is known; the others are told."""
    made: list[Data] = []
    for method in _items(found.get("executionMethods")):
        if not isinstance(method, dict) or method.get("processingTime") in (None, ""):
            continue
        amount, unit = str(method["processingTime"]), str(method.get("processingTimeUnit", ""))
        if (
            made
            or unit not in UNITS
            or not amount.isdecimal()
            or not 0 < int(amount[:6]) <= MOST_DAYS
        ):
            notes.append(Note(0, f"a time of {amount[:20]} {unit[:40]} is not taken over"))
            continue
        made.append(
            {
                "key": "answer",
                "label": {"vi": "Trả lời", "en": "Answer"},
                "amount": int(amount),
                "unit": UNITS[unit],
                "start": "received",
                "citation": "Ghi điều luật",
                "confidence": "?",
            }
        )
    return made


def _items(value: Any) -> list[Any]:
    return value[:MOST] if isinstance(value, list) else []


def _lines(value: Any) -> list[str]:
    texts = (
        [_named(item) for item in value[:MOST]]
        if isinstance(value, list)
        else str(value or "").splitlines()
    )
    return [text.strip()[:LONGEST] for text in texts if text.strip()][:MOST]


def _named(item: Any) -> str:
    if isinstance(item, str):
        return item.strip()[:LONGEST]
    if not isinstance(item, dict):
        return ""
    found = (item.get(word) for word in WORDS)
    return next(
        (text.strip()[:LONGEST] for text in found if isinstance(text, str) and text.strip()), ""
    )


def _words(text: str) -> Data:
    line = " ".join(text.split())[:LONGEST]
    return {"vi": line, "en": line}
