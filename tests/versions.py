"""Versions of a procedure for the tests, made of one that ships."""

from copy import deepcopy

from forms import catalogue, workflow_file
from forms.kinds.group import Group
from forms.procedure import Procedure, walk
from forms.shared import Shared

SHIPPED = catalogue.HERE / "procedures" / "feedback_petition.yaml"
CODE = "KNPA"
LABEL = ("label: {vi: Nội dung,", "label: {vi: Sự việc,")
REQUIRED = ("required: false\n        max_length: 5000", "required: true\n        max_length: 5000")
RENAMED = ("key: proposal", "key: suggestion")
SHORTER = ("max_length: 5000", "max_length: 120")
SECRET = ("rows: 5", "rows: 5\n        identity: true")


def version(number: int, *pairs: tuple[str, str], begins: str = "2026-08-01") -> str:
    """Write another version; each pair is a text and what stands there instead."""
    text = SHIPPED.read_text(encoding="utf-8").replace("version: 1", f"version: {number}", 1)
    for old, new in (("effective_from: 2026-07-01", f"effective_from: {begins}"), *pairs):
        assert old in text
        text = text.replace(old, new, 1)
    return text


def own(code: str = "HT-1", number: int = 1, *pairs: tuple[str, str]) -> str:
    """Write a procedure with a code of its own."""
    return version(number, ("code: KNPA", f"code: {code}"), *pairs)


def with_other_parts(procedure: Procedure) -> Procedure:
    """Read a version as if the first question of its block `person` had other words."""
    shared = deepcopy(dict(procedure.shared))
    person = shared["blocks"]["person"]
    person["fields"][0]["label"] = {"vi": "Bạn là ai?", "en": "Who are you?"}
    return again(procedure, brought=shared)


def again(procedure: Procedure, *, text: str = "", brought: Shared | None = None) -> Procedure:
    """Read a version once more, with another text or other shared parts."""
    path = SHIPPED.with_name(f"{procedure.slug}.yaml")
    workflows = workflow_file.load(catalogue.HERE / "workflows")
    said = text or procedure.text
    found, faults = catalogue.read(path, workflows, said, brought or procedure.shared)
    assert found is not None
    assert not faults
    return found


def first_label(procedure: Procedure) -> str:
    """Tell the words of the first question in the first block `person`."""
    fields = (field for _, field in walk(procedure.fields))
    blocks = (field.kind for field in fields if isinstance(field.kind, Group))
    return next(block.fields[0].label.vi for block in blocks if block.part == "person")
