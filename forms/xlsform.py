"""A procedure as an XLSForm, which survey tools read: the tables of its three sheets.

What an XLSForm cannot say (the check digit of a tax code, the communes of a province) is left to
the check when the answers arrive. A fourth sheet, which survey tools pass over, keeps it, so that
the form can be changed there and imported again.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from forms import field_data
from forms.computed import Age, Concat, Count, Expression, Sum
from forms.conditions import AllOf, AnyOf, Condition, Filled, In, Not, Value
from forms.fields import Field
from forms.kinds.choices import NO, YES, Choice, Choices, YesNo
from forms.kinds.computed import Computed
from forms.kinds.group import Group
from forms.kinds.numbers import Number
from forms.kinds.repeat import Repeat
from forms.kinds.text import ShortText
from forms.procedure import Procedure, Section, walk
from forms.text import Text

Row = dict[str, str]
Namer = Callable[[str], str]
LANGUAGES = (("vi", "Tiếng Việt (vi)"), ("en", "English (en)"))
SURVEY = (
    "type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "hint::Tiếng Việt (vi)",
    "hint::English (en)", "required", "relevant", "constraint", "calculation", "repeat_count",
    "appearance",
)  # fmt: skip
CHOICES = ("list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)")
OWN = ("name", "key", "kind", "more")
OWN_SHEET = "motcua"
HEAD = "procedure"
PAGE = "page_"
APPEARANCES = {"long_text": "multiline", "signature": "signature"}
SETTINGS = ("form_title", "form_id", "version", "default_language")
# The types of plain questions; everything else is a line of text.
TYPES: Mapping[str, str] = {
    "date": "date",
    "declaration": "acknowledge",
    "files": "file",
    "signature": "image",
    "static": "note",
    "number": "integer",
    "money": "integer",
    "area": "decimal",
    "province": "text",
}


@dataclass(frozen=True)
class Tables:
    """The sheets of an XLSForm, as rows of named cells."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)
    own: list[Row] = field(default_factory=list)

    def sheets(self) -> tuple[tuple[str, tuple[str, ...], list[Row]], ...]:
        """Give each sheet with its name and its columns, for whoever writes the workbook."""
        return (
            ("survey", SURVEY, self.survey),
            ("choices", CHOICES, self.choices),
            ("settings", SETTINGS, self.settings),
            (OWN_SHEET, OWN, self.own),
        )


def tables(procedure: Procedure) -> Tables:
    """Describe the form; names are dotted paths with underscores instead of points."""
    made = Tables()
    names = frozenset(path.replace(".", "_") for path, _ in walk(procedure.fields))
    for section in procedure.sections:
        name = PAGE + section.key
        made.survey.append(_line("begin group", name, section, _namer(names, "")))
        made.own.append(_own(name, section.key, "page", {"on": section.on}))
        for question in section.fields:
            made.survey.extend(_question(question, "", names, made.choices))
            made.own.extend(_kept(question, ""))
        made.survey.append({"type": "end group", "name": name})
    made.settings.append(
        {
            "form_title": procedure.title.vi,
            "form_id": procedure.slug,
            "version": str(procedure.version),
            "default_language": LANGUAGES[0][1],
        }
    )
    made.own.append(_own(HEAD, procedure.code, HEAD, _head(procedure)))
    return made


def _head(procedure: Procedure) -> dict[str, object]:
    shown = procedure.shown_as
    named = {"subject": shown.subject} | ({"applicant": shown.applicant} if shown.applicant else {})
    pseudonym = {"pseudonym": field_data.words(shown.pseudonym)} if shown.pseudonym.vi else {}
    return {"title": field_data.words(procedure.title), "shown_as": named | pseudonym}


def _kept(question: Field, prefix: str) -> Iterator[Row]:
    """Keep what the survey has no column for; the parts of a known block are known."""
    name = prefix + question.key
    kind = question.kind
    more = field_data.aside(question)
    if isinstance(kind, Repeat | Group) and not question.required:
        more["required"] = False  # A group has no such column in a survey.
    yield _own(name, question.key, field_data.kind_name(kind), more)
    if isinstance(kind, Repeat) or (isinstance(kind, Group) and not kind.part):
        for child in kind.fields:
            yield from _kept(child, f"{name}_")


def _own(name: str, key: str, kind: str, more: Mapping[str, object]) -> Row:
    written = json.dumps(more, ensure_ascii=False)
    return {"name": name, "key": key, "kind": kind, "more": written}


def _question(
    question: Field, prefix: str, names: frozenset[str], choices: list[Row]
) -> Iterator[Row]:
    name = prefix + question.key
    kind = question.kind
    namer = _namer(names, prefix)
    if isinstance(kind, Group | Repeat):
        word = "repeat" if isinstance(kind, Repeat) else "group"
        yield _line(f"begin {word}", name, question, namer)
        for child in kind.fields:
            yield from _question(child, f"{name}_", names, choices)
        yield {"type": f"end {word}", "name": name}
        return
    row = _line(_type(question, name), name, question, namer)
    if question.required and kind.answered:
        row["required"] = "yes"
    if kind.name in APPEARANCES:
        row["appearance"] = APPEARANCES[kind.name]
    if constraint := _constraint(question):
        row["constraint"] = constraint
    if isinstance(kind, Computed):
        row["calculation"] = _calculation(kind.value, namer)
    _offer(question, name, choices)
    yield row


def _type(question: Field, name: str) -> str:
    kind = question.kind
    if isinstance(kind, Computed):
        return "calculate"
    if isinstance(kind, YesNo):
        return "select_one yes_no"
    if isinstance(kind, Choice | Choices):
        word = "select_one" if isinstance(kind, Choice) else "select_multiple"
        return f"{word} {name}"
    if isinstance(kind, Number):
        return "decimal" if kind.decimals else "integer"
    return TYPES.get(kind.name, "text")


def _offer(question: Field, name: str, choices: list[Row]) -> None:
    kind = question.kind
    if isinstance(kind, Choice | Choices):
        choices.extend(
            {"list_name": name, "name": option.value, **_words("label", option.label)}
            for option in kind.options
        )
    if isinstance(kind, YesNo) and not any(row["list_name"] == "yes_no" for row in choices):
        choices.append({"list_name": "yes_no", "name": "yes", **_words("label", YES)})
        choices.append({"list_name": "yes_no", "name": "no", **_words("label", NO)})


def _line(kind: str, name: str, about: Field | Section, namer: Namer) -> Row:
    label = about.label if isinstance(about, Field) else about.title
    row = {"type": kind, "name": name, **_words("label", label)}
    if about.hint.vi:
        row |= _words("hint", about.hint)
    if about.when:
        row["relevant"] = _relevant(about.when, namer)
    return row


def _words(column: str, text: Text) -> Row:
    return {
        f"{column}::{title}": text.in_language("vi" if code == "vi" else "en")
        for code, title in LANGUAGES
    }


def _relevant(condition: Condition, namer: Namer) -> str:
    if isinstance(condition, Not):
        return f"not({_relevant(condition.condition, namer)})"
    if isinstance(condition, AllOf | AnyOf):
        word = " and " if isinstance(condition, AllOf) else " or "
        return f"({word.join(_relevant(part, namer) for part in condition.conditions)})"
    name = namer(condition.field)
    if isinstance(condition, Filled):
        return f"{name} {'!=' if condition.wanted else '='} ''"
    values = condition.values if isinstance(condition, In) else (condition.value,)
    return f"({' or '.join(f'selected({name}, {_quoted(value)})' for value in values)})"


def _quoted(value: Value) -> str:
    return f"'{value}'" if isinstance(value, str) else f"'{'yes' if value else 'no'}'"


def _namer(names: frozenset[str], prefix: str) -> Namer:
    """Find the name of a path as it is meant here: in this block or row, else outside."""

    def name(path: str) -> str:
        plain = path.replace(".", "_")
        return f"${{{prefix}{plain}}}" if prefix + plain in names else f"${{{plain}}}"

    return name


def _constraint(question: Field) -> str:
    kind = question.kind
    if isinstance(kind, Number):
        return f". >= {kind.min} and . <= {kind.max}"
    if isinstance(kind, ShortText):
        limits = f"string-length(.) >= {kind.min_length} and string-length(.) <= {kind.max_length}"
        return f"{limits} and regex(., '^{kind.shape.matches}$')" if kind.shape else limits
    return ""


def _calculation(expression: Expression, namer: Namer) -> str:
    if isinstance(expression, Count):
        return f"count({namer(expression.field)})"
    if isinstance(expression, Sum):
        return " + ".join(f"sum({namer(path)})" for path in expression.fields)
    if isinstance(expression, Concat):
        names = ", ' ', ".join(namer(path) for path in expression.fields)
        return f"concat({names})"
    if isinstance(expression, Age):
        return f"int((today() - {namer(expression.field)}) div 365.2425)"
    return f"int({_day(expression.end, namer)} - {_day(expression.start, namer)})"


def _day(path: str, namer: Namer) -> str:
    return "today()" if path == "today" else namer(path)
