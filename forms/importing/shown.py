"""Which questions of an imported form name the applicant and the matter in lists."""

from collections.abc import Iterator
from typing import Any

from forms.importing.notes import Note

Data = dict[str, Any]
NAMES = ("full_name", "ho_ten", "ho_va_ten", "name", "ten")
PSEUDONYM = {"vi": "Người nộp", "en": "The applicant"}


def named(content: Data, notes: list[Note]) -> Data:
    """Keep what the form itself says if it is still there; else choose, and say so."""
    texts = list(_texts(content["sections"]))
    every = set(_paths(content["sections"], ""))
    shown = dict(content.get("shown_as", {}))
    kept = {
        key: path for key, path in shown.items() if key == "pseudonym" or _is_there(path, every)
    }
    if "subject" in kept and ("applicant" in kept or "pseudonym" in kept):
        return content | {"shown_as": kept}
    chosen: Data = {"subject": texts[0] if texts else next(iter(sorted(every)), "subject")}
    person = next((path for path in texts if path.rpartition(".")[2] in NAMES), "")
    chosen |= {"applicant": person} if person else {"pseudonym": PSEUDONYM}
    who = person or PSEUDONYM["vi"]
    told = f"lists show “{chosen['subject']}” as the matter and “{who}” as the applicant"
    notes.append(Note(0, told, "correct “shown_as”"))
    return content | {"shown_as": chosen}


def _is_there(path: str, every: set[str]) -> bool:
    # The parts of a known block are not written out.
    return path in every or path.rpartition(".")[0] in every


def _texts(sections: list[Data]) -> Iterator[str]:
    for section in sections:
        yield from _lines(section["fields"], "")


def _lines(fields: list[Data], prefix: str) -> Iterator[str]:
    for field in fields:
        if field["kind"] == "text":
            yield prefix + field["key"]
        elif field["kind"] == "group":
            yield from _lines(field["fields"], f"{prefix}{field['key']}.")


def _paths(boxes: list[Data], prefix: str) -> Iterator[str]:
    for box in boxes:
        for field in box.get("fields", ()):
            yield f"{prefix}{field['key']}"
            yield from _paths([field], f"{prefix}{field['key']}.")
