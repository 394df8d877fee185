"""The shape of the file of notices, and what may be wrong in it."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import marshmallow as ma

from forms.faults import Finding
from forms.field_file import KEY
from forms.file_words import Words
from forms.guidance.reading import read
from forms.privacy.notice import Applies, Notice, Notices
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape

HERE = Path(__file__).parent
NAMES = ma.fields.List(ma.fields.String())
TEXTS = ma.fields.List(Words(), validate=NOT_EMPTY)
COMPLETE = ("controller", "purposes", "basis", "data", "seen_by", "kept", "consent")


class AppliesFile(Shape):
    makes = Applies
    fields_of_work = NAMES
    workflows = NAMES
    codes = NAMES


class NoticeFile(Shape):
    makes = Notice
    key = ma.fields.String(required=True, validate=KEY)
    version = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1))
    effective_from = ma.fields.Date(required=True)
    applies_to = ma.fields.Nested(AppliesFile)
    controller = Words()
    purposes = TEXTS
    basis = ma.fields.List(ma.fields.Nested(CitationFile), validate=NOT_EMPTY)
    data = TEXTS
    seen_by = TEXTS
    kept = Words()
    consent = Words()


class NoticesFile(Shape):
    makes = Notices
    notices = ma.fields.List(ma.fields.Nested(NoticeFile), required=True, validate=NOT_EMPTY)


def load(path: Path = HERE / "notices.yaml") -> Notices:
    """Read the notices.

    Raises:
        BrokenProcedures: the file has faults; each is named with its line.

    """
    return read(path, NoticesFile, _findings)


@cache
def shipped() -> Notices:
    """Give the notices that come with the service, read once."""
    return load()


def _findings(found: Notices) -> Iterator[Finding]:
    base = found.notices[0].key
    seen: set[str] = set()
    for number, one in enumerate(found.notices):
        place = ("notices", number)
        missing = [name for name in COMPLETE if not getattr(one, name)]
        if one.key == base and missing:
            yield place, f"the first notice does not say {', '.join(missing)}", "add it"
        if one.key != base and one.applies_to is None:
            yield place, f"“{one.key}” applies to nothing", "add “applies_to”"
        if one.label in seen:
            yield (*place, "version"), f"{one.label} stands here twice", "raise the version"
        seen.add(one.label)
    for number, (before, after) in enumerate(pairwise(found.notices), start=1):
        if before.key == after.key and before.effective_from >= after.effective_from:
            what = f"{after.label} is in force no later than {before.label}"
            yield ("notices", number, "effective_from"), what, "put the versions in order"
