"""Faults of the questions of competence: dead ends, double outcomes, names that lead nowhere."""

from collections.abc import Iterator, Sequence
from itertools import islice

from forms.catalogue import Catalogue
from forms.conditions import Condition, In, Is, leaves
from forms.faults import Finding, Place
from forms.guidance.competence import Competence, Outcome, Question, Step
from forms.guidance.limitation_file import Rules
from forms.guidance.reading import twice

Findings = Iterator[Finding]
MOST_PATHS = 5000


def findings(found: Competence, catalogue: Catalogue, rules: Rules) -> Findings:
    names = [*_names(found), *_outcomes(found, catalogue, rules)]
    yield from names
    # Paths can be walked only where all names are right.
    if not names:
        yield from _paths(found)


def _names(found: Competence) -> Findings:
    yield from twice(found.bodies, "bodies")
    yield from twice(found.questions, "questions")
    yield from twice(found.outcomes, "outcomes")
    above: dict[str, Question] = {}
    for number, question in enumerate(found.questions):
        yield from _condition(question.when, above, ("questions", number, "when"))
        values = [option.value for option in question.options]
        if len(set(values)) < len(values):
            place: Place = ("questions", number, "options")
            yield place, "two answers have the same value", "give each answer its own value"
        above[question.key] = question
    for number, outcome in enumerate(found.outcomes):
        yield from _condition(outcome.when, above, ("outcomes", number, "when"))


def _condition(when: Condition | None, above: dict[str, Question], place: Place) -> Findings:
    for leaf in leaves(when) if when else ():
        question = above.get(leaf.field)
        if question is None:
            what = f"no question above is called “{leaf.field}”"
            yield place, what, f"use {', '.join(above) or 'no condition'}"
            continue
        for value in _values(leaf):
            if not isinstance(value, str) or question.option(value) is None:
                offered = ", ".join(option.value for option in question.options)
                yield place, f"“{leaf.field}” is never “{value}”", f"use {offered}"


def _values(leaf: object) -> tuple[str | bool, ...]:
    if isinstance(leaf, Is):
        return (leaf.value,)
    return leaf.values if isinstance(leaf, In) else ()


def _outcomes(found: Competence, catalogue: Catalogue, rules: Rules) -> Findings:
    used = {outcome.decider for outcome in found.outcomes}
    for number, body in enumerate(found.bodies):
        if body.key not in used:
            yield ("bodies", number), f"“{body.key}” decides nothing", "name it in an outcome"
    for number, outcome in enumerate(found.outcomes):
        place: Place = ("outcomes", number)
        if outcome.decider and found.body(outcome.decider) is None:
            known = ", ".join(body.key for body in found.bodies)
            what = f"no body is called “{outcome.decider}”"
            yield (*place, "decider"), what, f"use {known}"
        if outcome.limitation and outcome.limitation not in rules.keys:
            what = f"no rule of limitation is called “{outcome.limitation}”"
            yield (*place, "limitation"), what, f"use {', '.join(rules.keys)}"
        yield from _procedure(found, outcome, catalogue, place)


def _procedure(found: Competence, outcome: Outcome, catalogue: Catalogue, place: Place) -> Findings:
    if not outcome.procedure:
        return
    versions = [one for one in catalogue.procedures if one.code == outcome.procedure]
    if not versions:
        known = ", ".join(sorted({one.code for one in catalogue.procedures}))
        what = f"no procedure has the code “{outcome.procedure}”"
        yield (*place, "procedure"), what, f"use {known}"
        return
    newest = max(versions, key=lambda one: one.version)
    if newest.instance != outcome.instance:
        what = f"“{outcome.procedure}” is of instance {newest.instance}"
        yield (*place, "procedure"), what, "correct the code or the instance"
    body = found.body(outcome.decider)
    if body and body.level and body.level not in newest.agency_levels:
        what = f"“{outcome.procedure}” is not offered on the level of “{body.key}”"
        yield (*place, "procedure"), what, "correct the code or the level"


def _paths(found: Competence) -> Findings:
    reached: set[str] = set()
    asked: set[str] = set()
    for step in islice(found.paths(), MOST_PATHS):
        outcomes = [outcome.key for outcome in found.fitting(step.answers)]
        reached.update(outcomes)
        asked.update(step.answers)
        yield from _ends_once(step, outcomes)
    for number, question in enumerate(found.questions):
        if question.key not in asked:
            what = f"“{question.key}” is never asked"
            yield ("questions", number), what, "correct the condition"
    for number, outcome in enumerate(found.outcomes):
        if outcome.key not in reached:
            yield ("outcomes", number), f"no answers lead to “{outcome.key}”", "correct its when"


def _ends_once(step: Step, outcomes: Sequence[str]) -> Findings:
    words = ", ".join(f"{key}: {value}" for key, value in step.answers.items())
    if not outcomes:
        yield ("outcomes",), f"a dead end: {words}", "add an outcome for these answers"
    if len(outcomes) > 1:
        what = f"{words} lead to {' and '.join(outcomes)}"
        yield ("outcomes",), what, "make the conditions exclude each other"
