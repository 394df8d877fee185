"""Whether the files that were given are of the types that their questions take."""

from collections.abc import Iterable, Mapping
from typing import Any

from forms.conditions import look_up
from forms.fields import Field
from forms.kinds.base import worded
from forms.kinds.papers import Files
from forms.procedure import Procedure, walk
from forms.text import Text
from services.files.kinds import SIGNATURES, TAKEN
from services.files.models import StoredFile

TYPES = {kind.content_type: kind.extension.removeprefix(".") for kind in TAKEN}
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
    for path, field in walk(procedure.fields):
        given = look_up(answers, path) if field.kind.uploaded else None
        for file in field.kind.files(given) if given else ():
            if TYPES.get(by_id[file].content_type) not in _taken(field):
                wrong[path] = _refusal(field, by_id[file].name)
    return wrong


def _taken(field: Field) -> tuple[str, ...]:
    return field.kind.types if isinstance(field.kind, Files) else SIGNED


def _refusal(field: Field, name: str) -> Text:
    return worded(WRONG_TYPE, label=field.label, types=", ".join(_taken(field)), name=name)
