"""What a document takes of all that procedures share: kept with it, so that it never changes."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms.parts import part, part_names
from forms.procedure import Procedure

Content = Mapping[str, Any]
Shared = Mapping[str, Mapping[str, Content]]  # By sort, "sections" or "blocks", then by name.

NOTHING: Shared = {"sections": {}, "blocks": {}}
# A version is given its end when the next one comes; that changes nothing of what it asks.
END = re.compile(r"^effective_to:.*(?:\n|$)", re.MULTILINE)


def taken(written: Content, resolved: Content) -> Shared:
    """Collect the shared sections that a document names and the blocks that it uses.

    ``resolved`` is the same document with the shared sections in their places.
    """
    pairs = zip(written["sections"], resolved["sections"], strict=True)
    sections = {named["part"]: section for named, section in pairs if "part" in named}
    fields = [field for section in resolved["sections"] for field in section["fields"]]
    blocks = {name: part(name).content for name in _blocks(fields)}
    return {"sections": sections, "blocks": blocks}


def _blocks(fields: Iterable[Content]) -> Iterator[str]:
    for field in fields:
        if field["kind"] in part_names():
            yield field["kind"]
            yield from _blocks(part(field["kind"]).fields)
        yield from _blocks(field.get("fields", ()))


def digest(procedure: Procedure) -> bytes:
    """Give the digest of what a version says, its end left out: its text and what it shares."""
    shared = {sort: of for sort, of in procedure.shared.items() if of}
    more = json.dumps(shared, sort_keys=True, ensure_ascii=False) if shared else ""
    return _sha256(END.sub("", procedure.text) + more)


def is_of(sha256: bytes, procedure: Procedure) -> bool:
    """Tell whether this was the digest of the procedure.

    Digests of before the shared parts were kept are of the text alone, its end included.
    """
    return sha256 in {digest(procedure), _sha256(procedure.text)}


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
