"""Sections that several procedures share: ``- part: complaint.complainant``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from forms.source import Source

DIRECTORY = Path(__file__).with_name("parts") / "sections"

Origins = dict[int, tuple[Source, int]]
NONE_BROUGHT: Mapping[str, Any] = MappingProxyType({})


@cache
def shared(name: str) -> Source:
    return Source(DIRECTORY / f"{name}.yaml")


def resolve(
    source: Source, brought: Mapping[str, Any] = NONE_BROUGHT
) -> tuple[dict[str, Any], Origins]:
    """Put the shared sections in their places; remember where each of them stands.

    ``brought`` are those that the document keeps for itself, by name.
    """
    content: dict[str, Any] = source.content
    sections = content.get("sections")
    if not isinstance(sections, list):
        return content, {}
    origins: Origins = {}
    resolved = []
    for number, section in enumerate(sections):
        if isinstance(section, dict) and section.get("part") in brought:
            resolved.append(brought[section["part"]])
            continue
        found = _find(source, number, section)
        if found:
            origins[number] = found
        resolved.append(found[0].content["sections"][found[1]] if found else section)
    return content | {"sections": resolved}, origins


def _find(source: Source, number: int, section: Any) -> tuple[Source, int] | None:
    if not isinstance(section, dict) or "part" not in section:
        return None
    name, _, key = str(section["part"]).partition(".")
    if not name.isidentifier() or not (DIRECTORY / f"{name}.yaml").exists():
        known = ", ".join(sorted(path.stem for path in DIRECTORY.glob("*.yaml")))
        place = ("sections", number, "part")
        source.fault(place, f"no shared sections are called “{name}”", f"use one of {known}")
        return None
    part = shared(name)
    source.faults.extend(part.faults)
    keys = [entry.get("key") for entry in part.content["sections"]] if part.content else []
    if key in keys:
        return part, keys.index(key)
    source.fault(("sections", number, "part"), f"“{name}” has no section “{key}”", f"use {keys}")
    return None
