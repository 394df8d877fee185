"""A procedure document that can be changed in places and keeps the rest, comments included."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from forms.source import Source

WIDEST = 4096  # A text is never broken into lines that nobody wrote.
TYPES = (
    (re.compile("(?:true|false)"), "tag:yaml.org,2002:bool"),
    (re.compile("(?:null|~|)"), "tag:yaml.org,2002:null"),
    (re.compile("(?:0|-?[1-9][0-9]{0,8})"), "tag:yaml.org,2002:int"),
)


class NotReadable(Exception):
    """The text is not a document: only the text itself can be mended."""


class _FewTypes(VersionedResolver):
    """The same few types as `forms.source`: a date, a version or "on" stays text."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not ScalarNode or not implicit[0]:
            return super().resolve(kind, value, implicit)
        found = (tag for pattern, tag in TYPES if pattern.fullmatch(value))
        return Tag(suffix=next(found, "tag:yaml.org,2002:str"))


class _Written(RoundTripRepresenter):
    """What is not known is written as a word."""

    def represent_none(self, data: Any) -> Any:  # noqa: ARG002 - the signature of the library
        return self.represent_scalar("tag:yaml.org,2002:null", "null")


_Written.add_representer(type(None), _Written.represent_none)


def parse(text: str) -> CommentedMap:
    """Read the text of a document.

    Raises:
        NotReadable: it is not YAML, has references, is too deep or too large.

    """
    source = Source(Path("document.yaml"), text)
    if source.content is None:
        raise NotReadable
    try:
        found = _yaml().load(text)
    except YAMLError as error:
        raise NotReadable from error
    if not isinstance(found, CommentedMap):
        raise NotReadable
    return found


def write(document: CommentedMap) -> str:
    """Write the document; what was not changed stands as it stood."""
    stream = StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _FewTypes
    yaml.Representer = _Written
    yaml.preserve_quotes = True
    yaml.width = WIDEST
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.allow_duplicate_keys = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
