"""What a change of a procedure means, in lines for a terminal."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from forms.changes import Comparison, Impact
from forms.text import Text
from services.authoring.trial import DryRun, Example, Fate

IMPACTS: Mapping[Impact, str] = {
    Impact.COMPATIBLE: "compatible: open drafts move over by themselves",
    Impact.NEEDS_REVIEW: "needs review: each person looks at the changes of the draft",
    Impact.BREAKING: "breaking: open drafts finish on the version they were begun with",
}
FATES: Mapping[Fate, str] = {
    Fate.KEPT: "move over by themselves, with every answer",
    Fate.SHOWN: "are shown what changed; every answer still fits",
    Fate.ANSWER_AGAIN: "have something to answer again",
    Fate.CANNOT_MOVE: "cannot move and finish on their version",
}


def of_changes(comparison: Comparison) -> Iterator[str]:
    for change in comparison.changes:
        impact = change.impact.name.lower().replace("_", " ")
        yield f"{impact:12}  {change.path}: {change.words.vi} / {change.words.en}"
    yield IMPACTS[comparison.impact]


def lines(found: DryRun, file: Path) -> Iterator[str]:
    """Write a whole dry run: faults, changes, and what becomes of the open drafts."""
    for fault in found.faults:
        yield f"{file}:{fault.line}: {fault.what}: {fault.mend}"
    if found.procedure is None:
        return
    head = f"{found.procedure.code} version {found.procedure.version}"
    if found.before is None:
        yield f"{head}: a new procedure"
        return
    yield f"{head}, compared with version {found.before.version}:"
    yield from of_changes(found.comparison)
    yield f"{found.open_drafts} open drafts, {found.looked_at} of them tried"
    for fate in Fate:
        if fate in found.fates:
            yield f"{found.fates[fate]:6} {FATES[fate]}"
    for example in found.examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    concerned = (
        ("no place for", example.lost),
        ("no longer accepted", example.refused),
        ("asked anew", example.asked_anew),
    )
    said = [f"{what}: {_listed(labels)}" for what, labels in concerned if labels]
    if said:
        yield f"  for example, begun on version {example.version}: {'; '.join(said)}"


def _listed(labels: tuple[Text, ...]) -> str:
    return ", ".join(f"“{label.vi}”" for label in labels)
