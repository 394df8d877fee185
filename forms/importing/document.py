"""A procedure document as text, in the order and the manner in which people write one."""

from datetime import date
from typing import Any

import yaml

from forms import skeleton
from forms.source import Loader

Data = dict[str, Any]
WIDTH = 100
SHORT = 90


class Short(dict[str, Any]):
    """A mapping that stands on one line: ``{vi: …, en: …}``."""


class Dumper(yaml.SafeDumper):
    """Indents lists under their key, as the files that ship do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - the library's signature
        super().increase_indent(flow, False)  # noqa: FBT003 - likewise


Dumper.add_representer(
    Short,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True),
)


def begun(code: str, today: date) -> Data:
    """Give the content of a new file, to be filled with what was imported."""
    content: Data = yaml.load(skeleton.text(code, today), Loader=Loader)  # noqa: S506 - our own
    return content


def text(content: Data, title: str) -> str:
    """Write the document; its first line says what it is."""
    written = yaml.dump(
        _shortened(content), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH
    )
    heading = " ".join(title.split())
    return f"# {heading}\n{written}"


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {str(key): _shortened(one) for key, one in value.items()}
        plain = all(isinstance(one, str | bool | int) for one in inner.values())
        return Short(inner) if plain and len(str(inner)) <= SHORT else inner
    if isinstance(value, list | tuple):
        return [_shortened(one) for one in value]
    return value
