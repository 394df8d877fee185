"""How long the form language takes: a form of 300 fields with 100 conditions, and all files.

Medians of CPU time in this process. The step page is the whole HTML page of thirty questions, drawn
by the citizen's own template.
Run: ./motcua bench forms
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import median
from uuid import UUID

from forms import answers, catalogue, review
from forms.conditions import Is
from forms.fields import Field
from forms.kinds.choices import YesNo
from forms.kinds.text import ShortText
from forms.procedure import Procedure, Section
from forms.text import Text
from services.agencies.models import Agency
from services.drafts.models import Draft
from services.web.citizen import drawing
from services.web.preview import PreviewAttempt
from services.web.preview_application import create_preview_application

ROUNDS = 30
TODAY = date(2026, 11, 22)
PAGES, QUESTIONS, CONDITIONS = 10, 300, 100
LIMITS_MS = {"check": 20.0, "page": 15.0, "load": 1000.0, "review": 20.0}


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
        return drawing.page(attempt, section, [], given, {})

    attempt = PreviewAttempt(_draft(form), form, "/{}".format)
    ways: dict[str, tuple[Callable[[], object], int]] = {
        "check": (lambda: answers.check(form, given, today=TODAY), rounds),
        "page": (page, rounds),
        "review": (lambda: review.frozen(form, given, today=TODAY), rounds),
        "load": (catalogue.load, max(3, rounds // 10)),
    }
    with create_preview_application().test_request_context():
        return [
            (f"forms, {name}", _cost(way, times), f"limit {LIMITS_MS[name]:.0f} ms")
            for name, (way, times) in ways.items()
        ]


def _draft(form: Procedure) -> Draft:
    return Draft(
        id=UUID(int=0),
        procedure_code=form.code,
        procedure_version=form.version,
        agency=Agency(name="UBND"),
        raw={},
        expires_at=datetime(2027, 1, 1, tzinfo=UTC),
    )


def _cost(way: Callable[[], object], times: int) -> float:
    way()  # Warm.
    taken = []
    for _ in range(times):
        start = time.process_time()
        way()
        taken.append(1000 * (time.process_time() - start))
    return median(taken)
