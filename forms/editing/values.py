"""A computed value as a function and the names it is made of; and back."""

from collections.abc import Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

ONE = frozenset({"count", "age"})


def shown(value: object) -> dict[str, str]:
    """Give the two answers of the page for what the document says."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return {"word": "", "names": ""}
    ((word, about),) = value.items()
    names = about if isinstance(about, list) else [about]
    return {"word": str(word), "names": "\n".join(str(name) for name in names)}


def build(typed: Mapping[str, Any]) -> CommentedMap | None:
    """Write the expression; None where nothing was given."""
    word = str(typed.get("word") or "")
    names = str(typed.get("names") or "").replace(",", " ").split()
    if not word:
        return None
    several = CommentedSeq(names)
    several.fa.set_flow_style()
    single = len(names) == 1 and (word in ONE or word == "sum")
    found = CommentedMap({word: names[0] if single else several})
    found.fa.set_flow_style()
    return found
