"""What a procedure file allows passes everywhere; what it forbids is told at its field."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms import answers, catalogue, html, json_schema, review, search
from forms.procedure import Procedure
from tests.forms.posting import through_the_browser
from tests.forms.strategies import TODAY, broken, valid
from tests.shipped import CATALOGUE

PROCEDURES = CATALOGUE.procedures
EVERY_KIND = catalogue.load(Path(__file__).with_name("files")).procedures
EACH = pytest.mark.parametrize("procedure", PROCEDURES + EVERY_KIND, ids=lambda found: found.slug)
# Drawing the answers costs most; `test_equal_views` mixes many more out of a few.
OFTEN = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


_schema = cache(json_schema.of)


def garbage() -> st.SearchStrategy[Any]:
    keys = st.one_of(st.sampled_from(["complainant", "respondent", "content", "x"]), st.text())
    leaf = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())
    return st.recursive(
        leaf, lambda inner: st.lists(inner) | st.dictionaries(keys, inner), max_leaves=30
    )


@EACH
@OFTEN
@given(data=st.data())
def test_valid_answers_pass_unchanged_everywhere(procedure: Procedure, data: st.DataObject) -> None:
    given_answers = data.draw(valid(procedure))
    checked = answers.check(procedure, given_answers, today=TODAY)
    assert (checked.errors, checked.answers) == ({}, given_answers)
    raw = through_the_browser(procedure, given_answers, TODAY)
    checked = answers.check(procedure, raw, today=TODAY)
    assert (checked.errors, checked.answers) == ({}, given_answers)
    assert jsonschema.Draft202012Validator(_schema(procedure)).is_valid(given_answers)
    assert json.dumps(review.frozen(procedure, given_answers))
    assert search.text(procedure, given_answers).islower()


@EACH
@OFTEN
@given(data=st.data())
def test_one_broken_rule_is_told_at_its_field_and_drawn_again(
    procedure: Procedure, data: st.DataObject
) -> None:
    wrong, path = data.draw(broken(procedure))
    errors = answers.check(procedure, wrong, today=TODAY).errors
    # What depends on the broken answer may be wrong too, or may now be asked.
    assert path in errors
    for section in procedure.sections:
        drawn = html.controls(section, wrong, errors, "en", today=TODAY, procedure=procedure)
        assert repr(drawn).encode("utf-8", "strict")


@EACH
@settings(max_examples=30, deadline=None)
@given(raw=garbage())
def test_garbage_is_refused_without_an_exception(procedure: Procedure, raw: Any) -> None:
    assert answers.check(procedure, raw, today=TODAY).errors


@EACH
def test_the_json_schema_is_a_schema(procedure: Procedure) -> None:
    jsonschema.Draft202012Validator.check_schema(_schema(procedure))


def test_every_shipped_file_is_loaded() -> None:
    files = Path(catalogue.__file__).with_name("procedures").glob("*.yaml")
    assert {path.stem for path in files} == {procedure.slug for procedure in PROCEDURES}
