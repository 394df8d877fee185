"""Why the API refuses a request before any use case sees it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one part of a body, found by its JSON pointer (RFC 6901)."""

    pointer: str
    detail: object


class RequestRefused(Exception):
    """The request does not have the form that the operation asks for."""

    def __init__(
        self, errors: Sequence[Wrong], *, status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    ) -> None:
        super().__init__(f"{len(errors)} faults")
        self.errors = errors
        self.status = status


class CodeNotGiven(Exception):
    """The request names a dossier and brings no access code."""


class BeingMade(Exception):
    """The document is promised and not ready yet."""


def pointer(place: Iterable[str]) -> str:
    """Write a place in a JSON document as its pointer."""
    return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in place)
