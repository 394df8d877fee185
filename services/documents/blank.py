"""The blank form of a procedure, for people who file on paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.condition_words import Finder, told
from forms.conditions import Condition
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import NO, YES
from forms.kinds.computed import Computed
from forms.kinds.group import Group
from forms.kinds.papers import Signature
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Static
from forms.procedure import Procedure, Section
from forms.text import Text
from pdf_templates.blank import (
    MOST_COLUMNS,
    BlankColumn,
    BlankForm,
    BlankQuestion,
    BlankSection,
)
from services.documents.blank_numbers import Numbers

SIGNER = "Người làm đơn"
OPTIONAL = " (không bắt buộc)"
NARROW_ROWS, WIDE_ROWS = 8, 3
LONG_LINE = 250  # Signs that one line of handwriting does not hold.
MANY_SIGNS = 5000
IDENTITY_DIGITS = 12

Room = dict[str, Any]
ROOMS: Mapping[str, Callable[[Any], Room]] = {
    "text": lambda kind: {"size": 2 if kind.max_length > LONG_LINE else 1},
    "long_text": lambda kind: {"size": max(4, min(14, kind.rows + 2))},
    "date": lambda _kind: {"room": "date"},
    "partial_date": lambda _kind: {"room": "date"},
    "number": lambda kind: {"unit": kind.unit.vi},
    "money": lambda kind: {"unit": kind.unit.vi},
    "area": lambda kind: {"unit": kind.unit.vi},
    "identity_number": lambda _kind: {"room": "boxes", "size": IDENTITY_DIGITS},
    "yes_no": lambda _kind: {"room": "options", "options": (YES.vi, NO.vi)},
    "choice": lambda kind: {"room": "options", "options": _options(kind)},
    "choices": lambda kind: {"room": "options", "options": _options(kind)},
    "files": lambda _kind: {"size": 2},
    "declaration": lambda _kind: {"room": "tick"},
    "static": lambda _kind: {"room": "none"},
}
# What a reader of paper must be told besides the hint of the question.
SAID: Mapping[str, str] = {
    "choices": "Chọn một hoặc nhiều ô.",
    "partial_date": "Không nhớ ngày thì chỉ ghi tháng và năm, hoặc chỉ ghi năm.",
    "files": "Ghi tên từng giấy tờ gửi kèm.",
}


def blank_form(procedure: Procedure, *, address: str, agency_name: str = "") -> BlankForm:
    """Write the form; ``address`` is that of the page about the procedure."""
    writer = _Writer(Numbers.of(procedure))
    return BlankForm(
        heading=procedure.title.vi.upper(),
        code=procedure.code,
        version=procedure.version,
        agency_name=agency_name,
        sections=tuple(
            filter(lambda made: made.questions, map(writer.section, procedure.sections))
        ),
        signer=next((field.label.vi for field in procedure.fields if _is_signed(field)), SIGNER),
        address=address,
    )


@dataclass(frozen=True)
class _Writer:
    numbers: Numbers

    def section(self, section: Section) -> BlankSection:
        when = self._when(section.when, "", "Chỉ điền phần này")
        return BlankSection(
            title=section.title.vi,
            notes=(*_hint(section.hint), *when),
            questions=tuple(self._asked(section.fields, "")),
        )

    def _asked(self, fields: tuple[Field, ...], prefix: str) -> Iterator[BlankQuestion]:
        for field in fields:
            if not isinstance(field.kind, Computed | Signature):
                yield self._question(field, prefix)

    def _question(self, field: Field, prefix: str) -> BlankQuestion:
        path = prefix + field.key
        kind = field.kind
        more: Room = ROOMS.get(kind.name, _one_line)(kind)
        if isinstance(kind, Group):
            more = {"parts": tuple(self._asked(kind.fields, f"{path}."))}
        elif isinstance(kind, Repeat):
            more = self._rows(kind, f"{path}.")
        return BlankQuestion(
            number=self.numbers.number(path),
            label=field.label.vi + ("" if field.required or _is_read(kind) else OPTIONAL),
            notes=(*_hint(field.hint), *_said(kind), *self._when(field.when, prefix)),
            **more,
        )

    def _rows(self, repeat: Repeat, prefix: str) -> Room:
        columns = tuple(self._columns(repeat.fields, prefix, ""))
        usual = NARROW_ROWS if len(columns) <= MOST_COLUMNS else WIDE_ROWS
        count = min(repeat.max_rows, max(repeat.min_rows, usual))
        return {
            "columns": columns,
            "rows": tuple(repeat.row_label(number).vi for number in range(count)),
        }

    def _columns(self, fields: tuple[Field, ...], prefix: str, of: str) -> Iterator[BlankColumn]:
        """List the questions of a row; those of a block say of which."""
        for field in fields:
            label = f"{of}{field.label.vi}"
            if isinstance(field.kind, Group):
                yield from self._columns(field.kind.fields, f"{prefix}{field.key}.", f"{label}: ")
            elif field.kind.answered:
                notes = (*_choose(field.kind), *self._when(field.when, prefix))
                optional = "" if field.required else OPTIONAL
                yield BlankColumn(label=label + optional, notes=notes)

    def _when(
        self, condition: Condition | None, prefix: str, only: str = "Chỉ trả lời"
    ) -> tuple[str, ...]:
        if condition is None:
            return ()
        find: Finder = self.numbers.finder(prefix)
        return (f"{only} nếu {told(condition, find).vi}.",)


def _one_line(_kind: Kind) -> Room:
    return {}


def _options(kind: Any) -> tuple[str, ...]:
    return tuple(
        f"{option.label.vi} ({option.hint.vi})" if option.hint.vi else option.label.vi
        for option in kind.options
    )


def _choose(kind: Kind) -> tuple[str, ...]:
    options = ROOMS.get(kind.name, _one_line)(kind).get("options", ())
    return (f"Ghi: {' / '.join(options)}",) if options else ()


def _said(kind: Kind) -> tuple[str, ...]:
    if getattr(kind, "max_length", 0) > MANY_SIGNS:
        return ("Thiếu chỗ thì viết tiếp vào tờ khác và gửi kèm.",)
    return (SAID[kind.name],) if kind.name in SAID else ()


def _hint(hint: Text) -> tuple[str, ...]:
    return (hint.vi,) if hint.vi else ()


def _is_read(kind: Kind) -> bool:
    return isinstance(kind, Static)


def _is_signed(field: Field) -> bool:
    return isinstance(field.kind, Signature)
