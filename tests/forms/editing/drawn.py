"""What a browser would send back of a page that nobody touched."""

from collections.abc import Iterable, Iterator

from werkzeug.datastructures import MultiDict

from forms.control import Control


def untouched(controls: Iterable[Control]) -> MultiDict[str, str]:
    return MultiDict(pair for control in controls for pair in _sent(control))


def _sent(control: Control) -> Iterator[tuple[str, str]]:
    if "rows_of" in control.attrs:
        yield control.attrs["rows_of"], control.attrs["row"]
    for child in control.children:
        yield from _sent(child)
    if not control.children:
        yield from _answer(control)


def _answer(control: Control) -> Iterator[tuple[str, str]]:
    if control.widget in {"input", "textarea"}:
        yield control.name, str(control.value)
    elif control.widget == "date" and not isinstance(control.value, str | tuple):
        for part, text in control.value.items():
            yield f"{control.name}.{part}", text
    elif control.widget == "tick":
        yield from [(control.name, "yes")] if control.value else []
    else:
        yield from _chosen(control)


def _chosen(control: Control) -> Iterator[tuple[str, str]]:
    chosen = [one.value for one in control.options if _is_chosen(control, one.value, one.chosen)]
    if control.widget == "select":
        yield control.name, (chosen or [""])[0]
    else:
        yield from ((control.name, value) for value in chosen)


def _is_chosen(control: Control, value: str, marked: object) -> bool:
    held = (control.value,) if isinstance(control.value, str) else tuple(control.value)
    return bool(marked) or (bool(value) and value in held)
