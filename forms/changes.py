"""What a new version of a procedure changes, and whom each change concerns."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from forms.change_words import LIMIT, SETTINGS, called
from forms.fields import Field
from forms.kinds.base import Kind, worded
from forms.kinds.choices import Choice, Choices
from forms.kinds.repeat import Repeat
from forms.procedure import Procedure, Section, walk
from forms.text import Text


class Impact(IntEnum):
    """What an open draft needs: nothing, a look by its person, or its old version to the end."""

    COMPATIBLE = 0
    NEEDS_REVIEW = 1
    BREAKING = 2


@dataclass(frozen=True)
class Change:
    """One difference; ``path`` names the field or, for the head, the key of the file."""

    path: str
    impact: Impact
    words: Text
    sort: Literal["added", "removed", "changed", "head"] = "changed"


@dataclass(frozen=True)
class Comparison:
    changes: tuple[Change, ...]

    @property
    def impact(self) -> Impact:
        """The gravest of the changes decides for the whole."""
        return max((change.impact for change in self.changes), default=Impact.COMPATIBLE)


# The answers of one kind that another kind takes as they are.
STILL_FITS: Mapping[tuple[str, str], Impact] = {
    ("text", "long_text"): Impact.COMPATIBLE,
    ("date", "partial_date"): Impact.COMPATIBLE,
    ("money", "number"): Impact.NEEDS_REVIEW,
    ("number", "money"): Impact.NEEDS_REVIEW,
    ("number", "area"): Impact.NEEDS_REVIEW,
    ("long_text", "text"): Impact.NEEDS_REVIEW,
    ("partial_date", "date"): Impact.NEEDS_REVIEW,
}
# Settings that only change looks, and those that are compared by themselves.
QUIET = frozenset(
    {
        "drawn_as",
        "rows",
        "autocomplete",
        "unit",
        "row",
        "add",
        "fields",
        "options",
        "part",
        "one_line",
        "upload",
    }
)
LOWER = ("min", "min_length", "min_rows", "earliest")  # Raising one of these is stricter.
UPPER = ("max", "max_length", "max_rows", "max_files", "latest", "decimals")  # Lowering is.
# Parts of the head by what a change of them means to a person with a draft.
HEAD: Mapping[str, tuple[Impact, Text]] = {
    "code": (Impact.BREAKING, Text("mã thủ tục", "the code")),
    "workflow": (Impact.BREAKING, Text("quy trình xử lý", "the workflow")),
    "deadlines": (Impact.NEEDS_REVIEW, Text("thời hạn", "the deadlines")),
    "limitation": (Impact.NEEDS_REVIEW, Text("cách tính thời hiệu", "how the time limit counts")),
    "papers": (Impact.NEEDS_REVIEW, Text("thành phần hồ sơ", "the papers asked")),
    "fee": (Impact.NEEDS_REVIEW, Text("phí", "the fee")),
    "level": (Impact.NEEDS_REVIEW, Text("mức độ trực tuyến", "the online level")),
    "who_may_file": (Impact.NEEDS_REVIEW, Text("đối tượng được nộp", "who may file")),
    "agency_levels": (Impact.NEEDS_REVIEW, Text("cấp giải quyết", "the level of agency")),
    "title": (Impact.COMPATIBLE, Text("tên thủ tục", "the title")),
    "summary": (Impact.COMPATIBLE, Text("phần giới thiệu", "the summary")),
    "steps": (Impact.COMPATIBLE, Text("các bước", "the steps")),
    "result": (Impact.COMPATIBLE, Text("kết quả", "the result")),
    "legal_basis": (Impact.COMPATIBLE, Text("căn cứ pháp lý", "the legal basis")),
    "documents": (Impact.COMPATIBLE, Text("giấy tờ được cấp", "the documents issued")),
    "retention": (Impact.COMPATIBLE, Text("thời hạn lưu", "the retention")),
}

ADDED = Text("Thêm mục “{label}”.", "New question: “{label}”.")
ADDED_REQUIRED = Text("Thêm mục bắt buộc “{label}”.", "New required question: “{label}”.")
REMOVED = Text("Bỏ mục “{label}”.", "“{label}” is no longer asked.")
KIND = Text(
    "“{label}” đổi loại trả lời từ {before} sang {after}.",
    "“{label}” changes its kind from {before} to {after}.",
)
IDENTITY = Text(
    "“{label}” đổi cách giữ bí mật danh tính.", "“{label}” changes how it is kept secret."
)
NOW_REQUIRED = Text("“{label}” trở thành bắt buộc.", "“{label}” becomes required.")
NOW_OPTIONAL = Text("“{label}” không còn bắt buộc.", "“{label}” becomes optional.")
WHEN = Text("“{label}” được hỏi trong trường hợp khác.", "“{label}” is asked in other cases.")
OPTION_GONE = Text("“{label}” bỏ lựa chọn: {gone}.", "“{label}” no longer offers: {gone}.")
OPTION_NEW = Text("“{label}” thêm lựa chọn: {new}.", "“{label}” also offers: {new}.")
STRICTER = Text("“{label}” chặt hơn: {setting}.", "“{label}” becomes stricter: {setting}.")
LOOSER = Text("“{label}” nới ra: {setting}.", "“{label}” becomes looser: {setting}.")
SETTING = Text("“{label}” đổi {setting}.", "“{label}” changes {setting}.")
WORDING = Text("“{label}” đổi lời.", "“{label}” is worded anew.")
HEADING = Text("Đổi {part}.", "Changed: {part}.")


# What may differ about a question, whatever its kind.
ABOUT_A_QUESTION: tuple[tuple[Callable[[Field, Field], bool], Text, Impact], ...] = (
    (lambda old, new: old.identity != new.identity, IDENTITY, Impact.BREAKING),
    (lambda old, new: new.required and not old.required, NOW_REQUIRED, Impact.NEEDS_REVIEW),
    (lambda old, new: old.required and not new.required, NOW_OPTIONAL, Impact.COMPATIBLE),
    (lambda old, new: _worded(old) != _worded(new), WORDING, Impact.COMPATIBLE),
)


def compare(before: Procedure, after: Procedure) -> Comparison:
    """List what changes from one version to the next, the gravest first."""
    changes = [*_head(before, after), *_questions(before, after)]
    return Comparison(tuple(sorted(changes, key=lambda change: -change.impact)))


def _head(before: Procedure, after: Procedure) -> Iterator[Change]:
    for key, (impact, part) in HEAD.items():
        if getattr(before, key) != getattr(after, key):
            yield Change(key, impact, worded(HEADING, part=part), "head")


def _questions(before: Procedure, after: Procedure) -> Iterator[Change]:
    old, new = dict(_with_section(before)), dict(_with_section(after))
    for path in old.keys() - new.keys():
        if path.rpartition(".")[0] not in old.keys() - new.keys():
            yield Change(path, Impact.NEEDS_REVIEW, _say(REMOVED, old[path][0]), "removed")
    for path, (field, _) in new.items():
        if path in old:
            yield from _question(path, old[path], new[path])
        elif path.rpartition(".")[0] not in new.keys() - old.keys():
            needed = field.required and field.kind.answered
            impact = Impact.NEEDS_REVIEW if needed else Impact.COMPATIBLE
            words = _say(ADDED_REQUIRED if needed else ADDED, field)
            yield Change(path, impact, words, "added")


def _question(
    path: str, before: tuple[Field, Section], after: tuple[Field, Section]
) -> Iterator[Change]:
    (old, old_section), (new, new_section) = before, after
    if old.kind.name != new.kind.name:
        impact = STILL_FITS.get((old.kind.name, new.kind.name), Impact.BREAKING)
        words = _say(KIND, new, before=called(old.kind.name), after=called(new.kind.name))
        yield Change(path, impact, words)
    for applies, words, impact in ABOUT_A_QUESTION:
        if applies(old, new):
            yield Change(path, impact, _say(words, new))
    if (old.when, old_section.when) != (new.when, new_section.when):
        yield Change(path, Impact.NEEDS_REVIEW, _say(WHEN, new))
    if old.kind.name == new.kind.name:
        yield from _settings(path, old, new)


def _settings(path: str, old: Field, new: Field) -> Iterator[Change]:
    if isinstance(old.kind, Choice | Choices):
        yield from _options(path, old, new)
    for setting, before, after in _differing(old.kind, new.kind):
        words, impact = _strictness(setting, before, after)
        yield Change(path, impact, _say(words, new, setting=SETTINGS.get(setting, LIMIT)))


def _strictness(setting: str, before: Any, after: Any) -> tuple[Text, Impact]:
    """Say what a change of a setting means; no limit is the loosest of all."""
    if setting not in LOWER + UPPER:
        return SETTING, Impact.NEEDS_REVIEW
    is_looser = after == "" or (before != "" and (after < before) == (setting in LOWER))
    return (LOOSER, Impact.COMPATIBLE) if is_looser else (STRICTER, Impact.NEEDS_REVIEW)


def _options(path: str, old: Field, new: Field) -> Iterator[Change]:
    before, after = (
        {option.value: option.label for option in field.kind.options}  # type: ignore[attr-defined]
        for field in (old, new)
    )
    gone = [label for value, label in before.items() if value not in after]
    added = [label for value, label in after.items() if value not in before]
    if gone:
        yield Change(path, Impact.NEEDS_REVIEW, _say(OPTION_GONE, new, gone=_listed(gone)))
    if added:
        yield Change(path, Impact.COMPATIBLE, _say(OPTION_NEW, new, new=_listed(added)))


def _listed(labels: list[Text]) -> Text:
    english = ", ".join(label.in_language("en") for label in labels)
    return Text(", ".join(label.vi for label in labels), english)


def _differing(old: Kind, new: Kind) -> Iterator[tuple[str, Any, Any]]:
    for setting in sorted(set(new.settings) - QUIET):
        before, after = getattr(old, setting), getattr(new, setting)
        if before != after:
            yield setting, before, after


def _worded(field: Field) -> tuple[Text, Text, str]:
    return field.label, field.hint, field.printed


def _with_section(procedure: Procedure) -> Iterator[tuple[str, tuple[Field, Section]]]:
    for section in procedure.sections:
        for path, field in walk(section.fields):
            yield path, (field, section)


def _say(words: Text, field: Field, **values: Text) -> Text:
    return worded(words, label=field.label, **values)


def takes(before: Field, after: Field) -> bool:
    """Tell whether an answer to the one question may be tried as an answer to the other."""
    old, new = before.kind, after.kind
    if before.identity != after.identity or isinstance(old, Repeat) != isinstance(new, Repeat):
        return False
    return old.name == new.name or (old.name, new.name) in STILL_FITS
