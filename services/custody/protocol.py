"""One JSON object a line, in both directions; whatever else arrives is refused, not understood."""

import json
from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Protocol

from services.custody.refusals import BadMessage

LONGEST_LINE = 16 * 1024
LONGEST_TEXT = 2000
LONGEST_LIST = 20
HIGHEST = 2**63 - 1
Fields = Mapping[str, type]


class Lines(Protocol):
    """A stream that is read line by line."""

    def readline(self, limit: int, /) -> bytes: ...


def read(stream: Lines) -> dict[str, Any] | None:
    """Read one message; none at the end.

    Raises:
        BadMessage: the line is too long, cut short, or no JSON object.

    """
    line = stream.readline(LONGEST_LINE + 1)
    if not line:
        return None
    if len(line) > LONGEST_LINE or not line.endswith(b"\n"):
        raise BadMessage
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        raise BadMessage from None
    if not isinstance(message, dict):
        raise BadMessage
    return message


def write(message: Mapping[str, Any]) -> bytes:
    return json.dumps(message).encode() + b"\n"


def checked(message: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """See that a message has exactly these fields, of these types and of sane sizes."""
    given = {name: value for name, value in message.items() if name != "op"}
    if given.keys() != fields.keys():
        raise BadMessage
    for name, value in given.items():
        if type(value) is not fields[name] or not SANE[fields[name]](value):
            raise BadMessage
    return given


def blob(text: str) -> bytes | None:
    """Read bytes that came as text; nothing came as an empty one.

    Raises:
        BadMessage: this is not how bytes are written.

    """
    try:
        return b64decode(text, validate=True) or None
    except ValueError:
        raise BadMessage from None


def _sane_number(value: int) -> bool:
    return 0 <= value <= HIGHEST


def _sane_text(value: str) -> bool:
    return len(value) <= LONGEST_TEXT and "\x00" not in value and _is_whole(value)


def _is_whole(value: str) -> bool:
    """Tell whether a text can be written in UTF-8: JSON may carry half a surrogate pair."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sane_list(value: list[Any]) -> bool:
    return len(value) <= LONGEST_LIST and all(
        type(one) is int and _sane_number(one) for one in value
    )


SANE: dict[type, Any] = {int: _sane_number, str: _sane_text, list: _sane_list}
