"""Read a JSON body strictly: what two programs could read differently is refused."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

import marshmallow as ma
from flask import Request
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.exceptions import UnsupportedMediaType

from services.web.api.refusals import RequestRefused, Wrong, pointer
from services.web.api.words import DUPLICATE_KEY, NOT_JSON, TOO_DEEP


class _Refused(ValueError):
    """The text is JSON only to a lenient reader."""


class StrictParser(FlaskParser):
    """Reads the body for the schema of an operation; refusals carry JSON pointers."""

    def load_json(self, req: Request, schema: ma.Schema) -> Any:  # noqa: ARG002 - webargs' own
        if not is_json_request(req):
            raise UnsupportedMediaType
        return read(req.get_data())

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        raise RequestRefused(_wrongs(error.messages_dict))


def read(body: bytes) -> Any:
    """Read a JSON text.

    Raises:
        RequestRefused: it is no JSON, names a key twice, holds NaN, or nests too deep.

    """
    try:
        return json.loads(
            body.decode(), object_pairs_hook=_each_key_once, parse_constant=_no_constant
        )
    except RecursionError:
        raise RequestRefused([Wrong("", TOO_DEEP)]) from None
    except _Refused:
        raise RequestRefused([Wrong("", DUPLICATE_KEY)]) from None
    except ValueError:
        # Also bytes that are no UTF-8, and whole numbers of thousands of digits.
        raise RequestRefused([Wrong("", NOT_JSON)], status=400) from None


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Refused
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _wrongs(messages: Mapping[Any, Any], place: tuple[str, ...] = ()) -> list[Wrong]:
    found: list[Wrong] = []
    for key, inner in messages.items():
        here = place if key in {"_schema", "json"} else (*place, str(key))
        if isinstance(inner, Mapping):
            found += _wrongs(inner, here)
        else:
            found += [Wrong(pointer(here), message) for message in inner]
    return found
