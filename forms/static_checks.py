"""Faults that only the whole procedure can show: names that lead nowhere, dates that clash."""

from collections.abc import Iterable, Iterator, Mapping

from forms import codelists, field_checks, limitation_checks
from forms.document_names import DOCUMENTS
from forms.faults import Finding, Place
from forms.procedure import Procedure, walk
from forms.workflow import Workflow

# Events of the law that lie outside the intake workflow.
EVENTS_OF_THE_LAW = frozenset({"accepted", "decision_known", "first_decision_received"})


def findings(procedure: Procedure, workflows: Mapping[str, Workflow]) -> Iterator[Finding]:
    if procedure.workflow in workflows:
        workflow = workflows[procedure.workflow]
        yield from _documents(procedure, workflow)
        yield from _deadlines(procedure, workflow)
        yield from _code_lists(procedure, workflow)
    else:
        yield _unknown(("workflow",), "workflow", procedure.workflow, workflows)
    yield from _dates(procedure)
    yield from _shown_as(procedure)
    yield from limitation_checks.findings(procedure)
    yield from field_checks.findings(procedure)


def _unknown(place: Place, kind: str, name: str, known: Iterable[str]) -> Finding:
    return place, f"no {kind} is called “{name}”", f"use {', '.join(sorted(known))}"


def _documents(procedure: Procedure, workflow: Workflow) -> Iterator[Finding]:
    states = {state.name for state in workflow.states}
    for number, document in enumerate(procedure.documents):
        if document.name not in DOCUMENTS:
            yield _unknown(("documents", number, "name"), "document", document.name, DOCUMENTS)
        if document.on not in states:
            yield _unknown(("documents", number, "on"), "state", document.on, states)


def _deadlines(procedure: Procedure, workflow: Workflow) -> Iterator[Finding]:
    begun = {event for action in workflow.actions for event in action.starts}
    events = begun | set(workflow.starts) | EVENTS_OF_THE_LAW
    for number, deadline in enumerate(procedure.deadlines):
        if deadline.start not in events:
            yield _unknown(("deadlines", number, "start"), "event", deadline.start, events)
    if procedure.deadline_from(workflow.starts) is None:
        mend = f"give one deadline the start {' or '.join(workflow.starts)}"
        yield ("deadlines",), "filing starts no deadline, so no day can be promised", mend


def _shown_as(procedure: Procedure) -> Iterator[Finding]:
    paths = {path for path, _ in walk(procedure.fields)}
    for key in ("applicant", "subject"):
        path = getattr(procedure.shown_as, key)
        if path and path not in paths:
            yield ("shown_as", key), f"no field is called “{path}”", "name a field by its path"
        if any(f"{path}.".startswith(f"{hidden}.") for hidden in procedure.identity_paths):
            what = f"“{path}” names a person whom the law protects"
            yield ("shown_as", key), what, "use “pseudonym: {vi: …, en: …}” instead"


def _code_lists(procedure: Procedure, workflow: Workflow) -> Iterator[Finding]:
    roles = {entry.code_list for action in workflow.actions for entry in action.inputs} - {""}
    for role in sorted(roles - procedure.code_lists.keys()):
        mend = f"add “{role}: [name of a code list]”"
        yield ("code_lists",), f"the workflow needs reasons for “{role}”", mend
    for role, names in procedure.code_lists.items():
        for name in names:
            try:
                codelists.code_list(name)
            except codelists.UnknownCodeList:
                yield ("code_lists", role), f"no code list is called “{name}”", "correct the name"


def _dates(procedure: Procedure) -> Iterator[Finding]:
    if procedure.effective_to and procedure.effective_to < procedure.effective_from:
        yield ("effective_to",), "it ends before it begins", "correct one of the two dates"
