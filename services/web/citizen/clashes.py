"""What another window saved in the fields of a page, told apart from what stands on this one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.control import Control, Option

BLOCKS = frozenset({"group", "repeat"})
CHOSEN = frozenset({"select", "radios", "checkboxes"})
UNTYPED = frozenset({"static", "computed", "files", "signature"})


@dataclass(frozen=True)
class Clash:
    """One question, the place of it on this page if there is one, and its saved answer."""

    id: str
    label: str
    saved: str


def between(shown: Iterable[Control], saved: Iterable[Control]) -> list[Clash]:
    """List the questions whose saved answers are others than those shown on the page."""
    here = {leaf.id: leaf for leaf in _leaves(shown)}
    there = {leaf.id: leaf for leaf in _leaves(saved)}
    return [
        Clash(
            place if place in here else "",
            leaf.label,
            there[place].saved if place in there else "",
        )
        for place, leaf in (there | here).items()
        if here.get(place) != there.get(place)
    ]


def _leaves(controls: Iterable[Control], before: str = "") -> Iterator[Clash]:
    """Go through the questions; those in a row or a block are named after it."""
    for control in controls:
        if control.widget in UNTYPED:
            continue
        if control.widget in BLOCKS:
            name = "" if control.widget == "repeat" or not control.label else f"{control.label}: "
            yield from _leaves(control.children, before + name)
        else:
            yield Clash(control.id, before + control.label, _said(control))


def _said(control: Control) -> str:
    if control.widget in CHOSEN:
        chosen = (option.label for option in control.options if _is_chosen(control, option))
        return ", ".join(chosen)
    if isinstance(control.value, Mapping):
        return "/".join(part for part in control.value.values() if part)
    return control.value if isinstance(control.value, str) else ", ".join(control.value)


def _is_chosen(control: Control, option: Option) -> bool:
    if isinstance(control.value, tuple):
        return option.chosen or option.value in control.value
    return option.chosen or (bool(option.value) and option.value == control.value)
