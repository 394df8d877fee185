"""Examples for questions that came without one, so that the checks and previews have something."""

from collections.abc import Callable, Mapping
from typing import Any

Data = dict[str, Any]


def example(question: Data) -> Any:
    """Make up an answer that passes; None where the kind needs none or it cannot be guessed."""
    make = EXAMPLES.get(question["kind"])
    return make(question) if make else None


def _text(question: Data) -> str:
    least, most = int(question.get("min_length", 1)), int(question.get("max_length", 200))
    words = "Ví dụ " * (least // len("Ví dụ ") + 1)
    return words.strip().ljust(least, ".")[:most]


EXAMPLES: Mapping[str, Callable[[Data], Any]] = {
    "text": _text,
    "long_text": _text,
    "number": lambda question: max(1, question.get("min", 0)),
    "date": lambda _question: "2026-01-15",
    "yes_no": lambda _question: True,
    "choice": lambda question: question["options"][0]["value"],
    "choices": lambda question: [question["options"][0]["value"]],
    "declaration": lambda _question: True,
    "files": lambda _question: ["file-1"],
    "signature": lambda _question: "file-2",
}
