"""Faults of a procedure's `limitation`: rules and questions that are not there, or do not agree."""

from collections.abc import Iterator

from forms import condition_checks
from forms.faults import Finding, Place
from forms.field_places import reachable
from forms.guidance import limitation_file
from forms.kinds.dates import WholeDate
from forms.procedure import Limitation, Procedure

# Deadlines that begin so are times within which a person must complain.
OF_THE_PERSON = frozenset({"decision_known", "first_decision_received"})


def findings(procedure: Procedure) -> Iterator[Finding]:
    limitation = procedure.limitation
    if limitation is None:
        return
    rules = limitation_file.load()
    for number, count in enumerate(limitation.counts):
        place: Place = ("limitation", "counts", number)
        if count.rule not in {rule.key for rule in rules.current(procedure.effective_from)}:
            what = f"no rule of limitation is called “{count.rule}” on {procedure.effective_from}"
            yield (*place, "rule"), what, f"use {', '.join(rules.keys)}"
        yield from _date(procedure, count.start, (*place, "start"))
        if count.when:
            yield from condition_checks.at_the_end(procedure, count.when, (*place, "when"))
    yield from _obstacles(procedure, limitation)
    yield from _agree(procedure, limitation)


def _obstacles(procedure: Procedure, limitation: Limitation) -> Iterator[Finding]:
    if bool(limitation.obstacle_from) != bool(limitation.obstacle_to):
        mend = "give obstacle_from and obstacle_to, or neither"
        yield ("limitation",), "an obstacle needs its first and its last day", mend
    for key in ("obstacle_from", "obstacle_to"):
        if path := getattr(limitation, key):
            yield from _date(procedure, path, ("limitation", key))


def _date(procedure: Procedure, path: str, place: Place) -> Iterator[Finding]:
    field = dict(reachable(procedure.fields)).get(path)
    if field is None:
        yield place, f"no field is called “{path}”", "name a question for a date by its path"
    elif not isinstance(field.kind, WholeDate):
        yield place, f"“{path}” does not ask for a date", "name a question of the kind date"


def _agree(procedure: Procedure, limitation: Limitation) -> Iterator[Finding]:
    """Let what the page of the procedure promises be what is counted."""
    used = {count.rule for count in limitation.counts}
    rules = [
        rule
        for rule in limitation_file.load().current(procedure.effective_from)
        if rule.key in used
    ]
    counted = {amount for rule in rules for amount in (rule.amount, rule.remote_amount)}
    for number, deadline in enumerate(procedure.deadlines):
        if deadline.start in OF_THE_PERSON and deadline.amount not in counted:
            what = f"no rule of limitation named here has {deadline.amount} days"
            yield ("deadlines", number, "amount"), what, "let the deadline and the rule agree"
