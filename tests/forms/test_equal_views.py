"""One verdict: posted as a form, sent as JSON, or held against the exported JSON Schema.

`./motcua test tests/forms/test_equal_views.py --cases 200` tries more of each.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from forms import answers, json_schema
from forms.fields import Field
from forms.kinds.repeat import Repeat
from forms.places import found_at
from forms.procedure import Procedure, walk
from tests.forms.as_form import NotSayable, through_the_form
from tests.forms.strategies import BROKEN, TODAY, fitting, full, put, wrong_values
from tests.shipped import PROCEDURES

DRAWN = 6
LONGEST = 100_000
EACH = pytest.mark.parametrize("slug", PROCEDURES)
FAST: Mapping[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "database": None,
    "phases": [Phase.explicit, Phase.generate],
    "suppress_health_check": list(HealthCheck),
}
OFTEN = settings(settings.get_profile("cases"), **FAST)
NUMBERS = st.integers(0, 10**6)

Json = Any


@dataclass(frozen=True)
class Verdicts:
    """Where something is wrong, by each view; ``form`` is None for what no form can say."""

    api: frozenset[str]
    form: frozenset[str] | None
    fits_schema: bool


def verdicts(procedure: Procedure, given_answers: dict[str, Json]) -> Verdicts:
    checked = answers.check(procedure, given_answers, today=TODAY)
    try:
        raw = through_the_form(procedure, given_answers)
        posted = frozenset(answers.check(procedure, raw, today=TODAY).errors)
    except NotSayable:
        posted = None
    return Verdicts(frozenset(checked.errors), posted, _schema(procedure).is_valid(given_answers))


@cache
def _schema(procedure: Procedure) -> Any:
    return jsonschema.Draft202012Validator(json_schema.of(procedure))


@cache
def _pool(procedure: Procedure) -> list[dict[str, Json]]:
    """Draw answers to every question, asked or not; parts of several make many more."""
    found: list[dict[str, Json]] = []

    @settings(max_examples=DRAWN, **FAST)
    @given(full(procedure))
    def collect(drawn: dict[str, Json]) -> None:
        found.append(drawn)

    collect()
    return found


def mixed(procedure: Procedure, picks: list[int]) -> dict[str, Json]:
    """Take each section from another of the drawn sets, and drop what is then not asked."""
    pool = _pool(procedure)
    together: dict[str, Json] = {}
    for number, section in enumerate(procedure.sections):
        source = pool[picks[number % len(picks)] % len(pool)]
        together |= {f.key: source[f.key] for f in section.fields if f.key in source}
    return fitting(procedure, copy.deepcopy(together))


@dataclass(frozen=True)
class Break:
    """One way to spoil answers at one place; ``kinds`` says which question is spoiled."""

    place: str
    kind: str
    apply: Callable[[], object]


def breaks(procedure: Procedure, good: dict[str, Json], pick: int) -> Iterator[Break]:
    for path, field in walk(procedure.fields):
        for place, _ in found_at(good, path):
            yield from _of_field(field, good, place, pick)


def _of_field(field: Field, good: dict[str, Json], place: str, pick: int) -> Iterator[Break]:
    if isinstance(field.kind, Repeat):
        many: Json = [{}] * (field.kind.max_rows + 1)
        yield Break(place, "rows", partial(put, good, place, many))
    elif type(field.kind) in BROKEN:
        wrong = _short_ones(field)
        value = copy.deepcopy(wrong[pick % len(wrong)])
        yield Break(place, field.kind.name, partial(put, good, place, value))
        block = around(good, place)
        # A row or an optional block without any answer is no answer, and not a wrong one.
        if field.required and (block is good or len(block) > 1):
            yield Break(place, "missing", partial(block.pop, place.rpartition(".")[2]))
    yield Break(f"{place}_x", "unknown", partial(put, good, f"{place}_x", "x"))


@cache
def _short_ones(field: Field) -> list[Json]:
    return [one for one in wrong_values(field) if len(str(one)) < LONGEST]


def around(good: dict[str, Json], place: str) -> Any:
    """Give the block, the row or the whole in which an answer stands."""
    inside: Any = good
    for block in place.split(".")[:-1]:
        inside = inside[int(block) if isinstance(inside, list) else block]
    return inside


@EACH
@OFTEN
@given(picks=st.lists(NUMBERS, min_size=5, max_size=5))
def test_right_answers_pass_in_every_view(slug: str, picks: list[int]) -> None:
    found = verdicts(PROCEDURES[slug], mixed(PROCEDURES[slug], picks))
    assert found == Verdicts(frozenset(), frozenset(), fits_schema=True)


@EACH
@OFTEN
@given(picks=st.lists(NUMBERS, min_size=7, max_size=7))
def test_wrong_answers_are_refused_in_every_view(slug: str, picks: list[int]) -> None:
    *parts, pick, place = picks
    wrong = mixed(PROCEDURES[slug], parts)
    ways = list(breaks(PROCEDURES[slug], wrong, pick))
    way = ways[place % len(ways)]
    way.apply()
    found = verdicts(PROCEDURES[slug], wrong)
    assert way.place in found.api, way
    # A form has no place for what was not asked, so it cannot be posted at all.
    assert way.kind == "unknown" or found.form in (None, found.api), way
    assert not found.fits_schema or way.kind in json_schema.BEYOND, way
