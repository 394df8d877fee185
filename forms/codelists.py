"""The code lists that ship with the forms: places, holidays, reasons."""

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from forms import vietnamese
from forms.text import Text

DIRECTORY = Path(__file__).with_name("codelists")


class UnknownCodeList(Exception):
    """No code list has this name."""


@dataclass(frozen=True)
class Place:
    """A province (two digits) or a commune (five digits)."""

    code: str
    name: str
    search_key: str


@dataclass(frozen=True)
class Units:
    """The administrative units of the country, in the order of the alphabet."""

    provinces: Mapping[str, Place]
    communes: Mapping[str, Place]
    province_of: Mapping[str, str]
    by_province: Mapping[str, tuple[Place, ...]]
    by_name: Mapping[tuple[str, str], tuple[Place, ...]]


@dataclass(frozen=True)
class CodeEntry:
    code: str
    label: Text


@dataclass(frozen=True)
class CodeList:
    name: str
    title: Text
    citation: str
    confidence: str
    entries: tuple[CodeEntry, ...]


@dataclass(frozen=True)
class CalendarDay:
    day: date
    type: str  # holiday | compensated | swap_off | swap_work
    name: str
    citation: str
    confidence: str


@cache
def units() -> Units:
    with (DIRECTORY / "units.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    provinces = {row["province_code"]: _place(row, "province") for row in rows}
    by_province: dict[str, list[Place]] = defaultdict(list)
    by_name: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for row in rows:
        commune = _place(row, "commune")
        by_province[row["province_code"]].append(commune)
        for spelling in _spellings(commune.name):
            by_name[row["province_code"], spelling].add(commune)
    return Units(
        provinces=dict(sorted(provinces.items(), key=lambda item: _order(item[1]))),
        communes={place.code: place for places in by_province.values() for place in places},
        province_of={row["commune_code"]: row["province_code"] for row in rows},
        by_province={code: tuple(sorted(found, key=_order)) for code, found in by_province.items()},
        by_name={key: tuple(sorted(found, key=_order)) for key, found in by_name.items()},
    )


def find_commune(province: str, typed: str) -> tuple[Place, ...]:
    """Find the communes of a province by code or name, exact spelling before accent-free."""
    places = units()
    by_code = places.communes.get(typed.strip())
    if by_code:
        return (by_code,) if places.province_of[by_code.code] == province else ()
    exact = " ".join(vietnamese.nfc(typed).lower().split())
    accent_free = (province, vietnamese.search_key(typed))
    return places.by_name.get((province, exact)) or places.by_name.get(accent_free, ())


@cache
def code_list(name: str) -> CodeList:
    path = DIRECTORY / f"{name}.yaml"
    if not name.isidentifier() or not path.exists():
        raise UnknownCodeList(name)
    content = _read(path)
    return CodeList(
        name=content["name"],
        title=Text(**content["title"]),
        citation=content["citation"],
        confidence=content["confidence"],
        entries=tuple(CodeEntry(row["code"], Text(**row["label"])) for row in content["entries"]),
    )


@cache
def calendar_days() -> tuple[CalendarDay, ...]:
    """List the dates that differ from the plain week, in order."""
    return tuple(
        CalendarDay(row["date"], row["type"], row["name"], row["citation"], row["confidence"])
        for row in _read(DIRECTORY / "holidays.yaml")["days"]
    )


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def _place(row: Mapping[str, str], level: str) -> Place:
    name = row[level]
    return Place(row[f"{level}_code"], name, vietnamese.search_key(name))


def _spellings(name: str) -> set[str]:
    """List how people write a commune: with and without its kind, with and without accents."""
    lower = name.lower()
    bare = lower.removeprefix("đặc khu ").removeprefix("phường ").removeprefix("xã ")
    return {lower, bare, vietnamese.search_key(lower), vietnamese.search_key(bare)}


def _order(place: Place) -> str:
    bare = place.name.removeprefix("Thành phố ").removeprefix("Tỉnh ")
    for kind in ("Phường ", "Xã ", "Đặc khu "):
        bare = bare.removeprefix(kind)
    return vietnamese.sort_key(bare)
