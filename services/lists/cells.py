"""Make raw answers of cells: as a person would have typed them, repaired where that is safe."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from forms import codelists
from forms.columns import plain
from forms.fields import Field
from forms.kinds.base import Kind
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.contact import Phone
from forms.kinds.dates import PartialDate, WholeDate
from forms.kinds.identity import IdentityNumber, TaxCode
from forms.kinds.numbers import Area, Money, Number
from forms.kinds.places import Commune, Province
from forms.text import Text
from services.lists import zeros
from services.lists.tables import Cell, Formula, is_blank

Raw = Any
Beside = Mapping[str, Raw]

DAY = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
MONTH = re.compile(r"([0-9]{1,2})\s*[/.\-\s]\s*([0-9]{4})")
SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]{1,2}", re.IGNORECASE)
BETWEEN_CHOICES = re.compile(r"[;\n]")
KINDS_OF_PROVINCE = ("tinh ", "thanh pho ", "tp ")
ANSWERS = {
    **dict.fromkeys(("co", "x", "yes", "y", "true", "dung", "1"), True),
    **dict.fromkeys(("khong", "no", "n", "false", "sai", "0"), False),
}
MOST_NAMED = 12

FORMULA = Text(
    "Ô này là công thức. Hãy sao chép rồi dán giá trị (Paste values).",
    "This cell is a formula. Copy it and paste its value.",
)
BECAME_A_DATE = Text(
    "Excel đã đổi ô này thành ngày. Hãy định dạng cột là Văn bản (Text) rồi gõ lại.",
    "Excel has turned this cell into a date. Format the column as Text and type it again.",
)
CUT_SHORT = Text(
    "Excel đã rút gọn số này thành “{typed}”. Hãy định dạng cột là Văn bản (Text) "
    "rồi gõ lại đủ số.",
    "Excel has shortened this number to “{typed}”. Format the column as Text and type all digits.",
)
NOT_OFFERED = Text(
    "“{typed}” không có trong các lựa chọn: {offered}. Hãy ghi đúng một lựa chọn.",
    "“{typed}” is none of the choices: {offered}. Write one of them.",
)


class CellRefused(Exception):
    """The cell cannot be understood; the message says what to do."""

    def __init__(self, message: Text, **values: object) -> None:
        self.message = message.format(**values)
        super().__init__(self.message.vi)


def raw_answer(field: Field, cell: Cell, beside: Beside) -> Raw:
    """Give the raw answer of a cell; ``beside`` are the raw answers before it in the row.

    Raises:
        CellRefused: what stands there cannot be what was meant.

    """
    if isinstance(cell, Formula):
        raise CellRefused(FORMULA)
    if is_blank(cell):
        return ""
    read = READERS.get(type(field.kind), _text)
    return read(field.kind, cell, beside)


def written(cell: Cell) -> str:
    """Write a cell as a person would have typed it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _text(_: Kind, cell: Cell, __: Beside) -> Raw:
    if isinstance(cell, date):
        raise CellRefused(BECAME_A_DATE)
    text = written(cell)
    if SHORTENED.fullmatch(text):
        raise CellRefused(CUT_SHORT, typed=text)
    return text


def _day(_: Kind, cell: Cell, __: Beside) -> Raw:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    text = written(cell)
    found = DAY.fullmatch(text)
    return f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text


def _partial_day(kind: Kind, cell: Cell, beside: Beside) -> Raw:
    text = _day(kind, cell, beside)
    found = MONTH.fullmatch(text)
    return f"{found[2]}-{found[1]:0>2}" if found else text


def _number(_: Kind, cell: Cell, __: Beside) -> Raw:
    if isinstance(cell, date):
        raise CellRefused(BECAME_A_DATE)
    return cell if isinstance(cell, int | float) and not isinstance(cell, bool) else written(cell)


def _yes_no(_: Kind, cell: Cell, __: Beside) -> Raw:
    if isinstance(cell, bool):
        return cell
    text = written(cell)
    return ANSWERS.get(plain(text), text)


def _choice(kind: Choice, cell: Cell, _: Beside) -> Raw:
    return _offered(kind, written(cell))


def _choices(kind: Choices, cell: Cell, _: Beside) -> Raw:
    parts = [part.strip() for part in BETWEEN_CHOICES.split(written(cell))]
    return [_offered(kind, part) for part in parts if part]


def _offered(kind: Choice | Choices, typed: str) -> str:
    """Understand an option by its value or its words, in either language."""
    wanted = plain(typed)
    for option in kind.options:
        words = (option.value, option.label.vi, option.label.in_language("en"))
        if wanted and wanted in {plain(word) for word in words}:
            return option.value
    offered = "; ".join(option.label.vi for option in kind.options[:MOST_NAMED])
    raise CellRefused(NOT_OFFERED, typed=typed[:80], offered=offered)


def _province(_: Kind, cell: Cell, __: Beside) -> Raw:
    text = zeros.padded(written(cell), 2)
    wanted = _bare(text)
    for place in codelists.units().provinces.values():
        if text == place.code or wanted == _bare(place.name):
            return place.code
    return text


def _bare(name: str) -> str:
    found = plain(name)
    for kind in KINDS_OF_PROVINCE:
        found = found.removeprefix(kind)
    return found


def _commune(kind: Kind, cell: Cell, beside: Beside) -> Raw:
    return zeros.padded(_text(kind, cell, beside), 5)


def _phone(kind: Kind, cell: Cell, beside: Beside) -> Raw:
    return zeros.phone(_text(kind, cell, beside))


def _identity(kind: IdentityNumber, cell: Cell, beside: Beside) -> Raw:
    return zeros.identity_number(_text(kind, cell, beside), beside.get(kind.document))


def _tax_code(kind: TaxCode, cell: Cell, beside: Beside) -> Raw:
    return zeros.tax_code(kind, _text(kind, cell, beside))


READERS: Mapping[type[Kind], Callable[[Any, Cell, Beside], Raw]] = {
    WholeDate: _day,
    PartialDate: _partial_day,
    Number: _number,
    Money: _number,
    Area: _number,
    YesNo: _yes_no,
    Choice: _choice,
    Choices: _choices,
    Province: _province,
    Commune: _commune,
    Phone: _phone,
    IdentityNumber: _identity,
    TaxCode: _tax_code,
}
