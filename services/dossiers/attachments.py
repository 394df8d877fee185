"""Whether the files that were given are of the types that their questions take."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.base import worded
from forms.kinds.papers import Files
from forms.procedure import Procedure, walk
from forms.text import Text
from services.files.kinds import PNG, SIGNATURES, TAKEN
from services.files.models import StoredFile

TYPES = {kind.content_type: kind.extension.removeprefix(".") for kind in TAKEN}
SIGNATURE = "signature"
SIGNED = tuple(TYPES[kind.content_type] for kind in SIGNATURES)

WRONG_TYPE = Text(
    "“{label}” nhận tệp {types}; tệp “{name}” thuộc loại khác. Hãy gửi tệp khác.",
    "“{label}” takes files of the types {types}; “{name}” is another. Send another file.",
)


def misfits(
    procedure: Procedure, answers: Mapping[str, Any], files: Iterable[StoredFile]
) -> dict[str, Text]:
    """Name the questions that were given a file of a type that they do not take."""
    by_id = {str(stored.id): stored for stored in files}
    wrong: dict[str, Text] = {}
    for path, field in _uploads(procedure):
        given = look_up(answers, path)
        for file in field.kind.files(given) if given else ():
            if TYPES.get(by_id[file].content_type) not in _taken(field):
                wrong[path] = _refusal(field, by_id[file].shown_name)
    return wrong


@cache
def _uploads(procedure: Procedure) -> tuple[tuple[str, Field], ...]:
    """List the questions that are answered with files; a version of a procedure never changes."""
    return tuple((path, field) for path, field in walk(procedure.fields) if field.kind.uploaded)


def _taken(field: Field) -> tuple[str, ...]:
    return field.kind.types if isinstance(field.kind, Files) else SIGNED


def _refusal(field: Field, name: str) -> Text:
    return worded(WRONG_TYPE, label=field.label, types=", ".join(_taken(field)), name=name)


def drawn_signature(answers: Mapping[str, Any], files: Iterable[StoredFile]) -> StoredFile | None:
    """Find the signature that was drawn on the screen; a scan is an attachment like any other."""
    given = answers.get(SIGNATURE)
    found = (stored for stored in files if str(stored.id) == given)
    return next((stored for stored in found if stored.content_type == PNG.content_type), None)
