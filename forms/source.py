"""A YAML file as plain data that remembers on which line each value stands."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from forms.faults import BrokenProcedures, Fault, Place

LARGEST = 1_000_000
DEEPEST = 20


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML with few types: what looks like a date, a version or "on" stays text."""

    yaml_implicit_resolvers: dict[str, Any] = {}


Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile("^(?:0|-?[1-9][0-9]{0,8})$"), list("-0123456789")
)


class Source:
    """The content of one file, its lines, and the faults found in it."""

    def __init__(self, path: Path, text: str | None = None) -> None:
        """Read the file, or a text that stands for it."""
        self.path = path
        self.text = ""
        self._text = text
        self.lines: dict[Place, int] = {(): 1}
        self.faults: list[Fault] = []
        self.content: Any = self._read()

    def line(self, place: Place) -> int:
        """Find the line of a place, or of the nearest thing around it."""
        while place not in self.lines:
            place = place[:-1]
        return self.lines[place]

    def fault(self, place: Place, what: str, mend: str) -> None:
        self.faults.append(Fault(self.path, self.line(place), what, mend))

    def fault_at(self, line: int, what: str, mend: str) -> None:
        self.faults.append(Fault(self.path, line, what, mend))

    def stop_if_faulty(self) -> None:
        if self.faults:
            raise BrokenProcedures(tuple(sorted(set(self.faults))))

    def _read(self) -> Any:
        try:
            content = self._bytes()
            if len(content) > LARGEST:
                self.fault((), "the file is too large", "keep it below one megabyte")
                return None
            self.text = content.decode("utf-8")
            return self._parse(self.text)
        except OSError as error:
            self.fault((), f"the file cannot be read ({error.strerror})", "check its permissions")
        except UnicodeDecodeError:
            self.fault((), "the file is not UTF-8", "save it as UTF-8")
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            self.fault_at(line, f"not YAML ({error.problem})", "check the indents and the quotes")
        except yaml.YAMLError as error:
            self.fault((), f"not YAML ({error})", "remove the unreadable characters")
        return None

    def _bytes(self) -> bytes:
        if self._text is None:
            return self.path.read_bytes()
        return self._text.encode("utf-8", "surrogatepass")

    def _parse(self, text: str) -> Any:
        self._scan(text)
        if self.faults:
            return None
        node = yaml.compose(text, Loader=Loader)
        if not isinstance(node, MappingNode):
            self.fault((), "the file holds no named values", "begin with “code: …”")
            return None
        return self._plain(node, ())

    def _scan(self, text: str) -> None:
        """Stop at what would blow up while nodes are built: deep nests and references."""
        depth = 0
        for event in yaml.parse(text, Loader=Loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if getattr(event, "anchor", None):
                self.fault_at(line, "anchors (& and *) are not allowed", "write the value out")
                return
            if depth > DEEPEST:
                self.fault_at(line, "too deep a nest", "use fewer levels")
                return

    def _plain(self, node: Node, place: Place) -> Any:
        self.lines.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, MappingNode):
            return self._mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self._plain(item, (*place, number)) for number, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: MappingNode, place: Place) -> dict[Hashable, Any]:
        found: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*place, key)
            self.lines[here] = key_node.start_mark.line + 1
            if key in found:
                self.fault(here, f"“{key}” stands here twice", "remove one of the two")
            found[key] = self._plain(value_node, here)
        return found


def _scalar(node: Node) -> Any:
    if not isinstance(node, ScalarNode):
        return None
    if node.tag == "tag:yaml.org,2002:bool":
        return node.value == "true"
    if node.tag == "tag:yaml.org,2002:null":
        return None
    return int(node.value) if node.tag == "tag:yaml.org,2002:int" else node.value
