"""Versions of a procedure for the tests, made of one that ships."""

from forms import catalogue

SHIPPED = catalogue.HERE / "procedures" / "feedback_petition.yaml"
CODE = "KNPA"
LABEL = ("label: {vi: Nội dung,", "label: {vi: Sự việc,")
REQUIRED = ("required: false\n        max_length: 5000", "required: true\n        max_length: 5000")
RENAMED = ("key: proposal", "key: suggestion")
SHORTER = ("max_length: 5000", "max_length: 120")
SECRET = ("rows: 5", "rows: 5\n        identity: true")


def version(number: int, *pairs: tuple[str, str], begins: str = "2026-08-01") -> str:
    """Write another version; each pair is a text and what stands there instead."""
    text = SHIPPED.read_text(encoding="utf-8").replace("version: 1", f"version: {number}", 1)
    for old, new in (("effective_from: 2026-07-01", f"effective_from: {begins}"), *pairs):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def own(code: str = "HT-1", number: int = 1, *pairs: tuple[str, str]) -> str:
    """Write a procedure with a code of its own."""
    return version(number, ("code: KNPA", f"code: {code}"), *pairs)
