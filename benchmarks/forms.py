"""How long the form language takes: a form of 300 fields with 100 conditions, and all files.

Medians of CPU time in this process.
Run: python -m benchmarks.forms [rounds]
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median

from forms import answers, catalogue, html, review
from forms.conditions import Is
from forms.fields import Field
from forms.kinds.choices import YesNo
from forms.kinds.text import ShortText
from forms.procedure import Procedure, Section
from forms.text import Text

ROUNDS = 30
TODAY = date(2026, 11, 22)
PAGES, QUESTIONS, CONDITIONS = 10, 300, 100
LIMITS_MS = {"check": 20.0, "page": 5.0, "load": 1000.0, "review": 20.0}


def large(like: Procedure) -> Procedure:
    """Make a form of many questions; every third one depends on an answer above it."""
    sections = tuple(
        Section(key=f"page{page}", title=Text("Trang"), fields=_questions(page))
        for page in range(PAGES)
    )
    head = {name: value for name, value in vars(like).items() if name in like.__dataclass_fields__}
    return Procedure(**(head | {"sections": sections}))


def _questions(page: int) -> tuple[Field, ...]:
    made = []
    for number in range(QUESTIONS // PAGES // 3):
        gate = f"gate{page}_{number}"
        label = Text("Câu hỏi", "Question")
        when = Is(gate, value=True)
        made += [
            Field(key=gate, kind=YesNo(), label=label),
            Field(key=f"why{page}_{number}", kind=ShortText(), label=label, when=when),
            Field(key=f"free{page}_{number}", kind=ShortText(), label=label),
        ]
    return tuple(made)


def rows(rounds: int = ROUNDS) -> list[tuple[str, float, str]]:
    """Return (what, milliseconds, the limit) for the table."""
    loaded = catalogue.load()
    form = large(loaded.procedures[0])
    given = {
        field.key: True if isinstance(field.kind, YesNo) else "Nguyễn Thị Hương"
        for field in form.fields
    }
    assert len(form.fields) == QUESTIONS
    assert sum(field.when is not None for field in form.fields) == CONDITIONS
    assert answers.check(form, given, today=TODAY).errors == {}

    def page() -> object:
        section = form.sections[5]
        return html.controls(section, given, {}, "vi", today=TODAY, procedure=form)

    ways: dict[str, tuple[Callable[[], object], int]] = {
        "check": (lambda: answers.check(form, given, today=TODAY), rounds),
        "page": (page, rounds),
        "review": (lambda: review.frozen(form, given, today=TODAY), rounds),
        "load": (catalogue.load, max(3, rounds // 10)),
    }
    return [
        (f"forms, {name}", _cost(way, times), f"limit {LIMITS_MS[name]:.0f} ms")
        for name, (way, times) in ways.items()
    ]


def _cost(way: Callable[[], object], times: int) -> float:
    way()  # Warm.
    taken = []
    for _ in range(times):
        start = time.process_time()
        way()
        taken.append(1000 * (time.process_time() - start))
    return median(taken)


if __name__ == "__main__":
    for what, milliseconds, limit in rows(int(sys.argv[1]) if sys.argv[1:] else ROUNDS):
        print(f"{what:20} {milliseconds:8.2f} ms CPU   {limit}")
