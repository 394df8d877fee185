"""What a person answered in a sealed filing, read back with the access code."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.dossiers.unsealing import Unsealed
from services.files.models import StoredFile
from services.web.languages import language

Entry = dict[str, Any]


def shown(unsealed: Unsealed, files: Sequence[StoredFile]) -> tuple[Entry, ...]:
    names = {str(stored.id): stored.shown_name for stored in files}
    return tuple(
        {
            "title": section["title"][language()],
            "rows": [_row(row, names) for row in section["rows"]],
        }
        for section in unsealed.frozen["sections"]
    )


def _row(row: Entry, names: Mapping[str, str]) -> Entry:
    held = [names[file] for file in row["files"] if file in names]
    lines = [line[language()] for line in row["value"]]
    return {"label": row["label"][language()], "value": held or lines}
