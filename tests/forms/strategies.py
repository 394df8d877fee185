"""Valid and broken answers, generated from what a procedure file says."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from forms import codelists, together
from forms.asked import kept_answers
from forms.fields import Field
from forms.kinds.agencies import Agency
from forms.kinds.choices import Choice, Choices, YesNo
from forms.kinds.contact import Email, Phone
from forms.kinds.dates import PartialDate, WholeDate
from forms.kinds.group import Group
from forms.kinds.identity import IdentityNumber, TaxCode
from forms.kinds.numbers import Area, Money, Number, stored
from forms.kinds.papers import Files, Signature
from forms.kinds.places import Commune, Province
from forms.kinds.repeat import Repeat
from forms.kinds.statements import Declaration
from forms.kinds.text import LongText, ShortText
from forms.places import found_at
from forms.procedure import Procedure, walk

TODAY = date(2026, 11, 22)
TOMORROW = (TODAY + timedelta(1)).isoformat()
# Whole syllables are drawn, not letters: many times faster, and they look like answers.
SYLLABLES = (
    "An Ân Ánh bị bồi cưỡng Đắk đền được Ếch giải hộ hoà Huỳnh khiếu không Lê mẹ Nguyễn nhữ "
    "ở Ô phường quyết Quỳnh rỡ sổ Sự thửa thuỷ Tỵ ủy Ứng vĩnh vượng xã Ý Y yêu"
)
WORDS = st.sampled_from(SYLLABLES.split())
ASCII = st.characters(codec="ascii")
FILE_ID = st.integers(0, 10**6).map(lambda number: f"file-{number}")

Beside = Mapping[str, Any]


def _line(kind: ShortText, _: Beside) -> st.SearchStrategy[Any]:
    if kind.shape:
        return st.from_regex(kind.shape.matches, fullmatch=True, alphabet=ASCII)
    least = max(1, kind.min_length)
    words = st.lists(WORDS, min_size=least, max_size=least + 7).map(" ".join)
    return words.map(lambda text: text[: kind.max_length].strip())


def _lines(_: LongText, __: Beside) -> st.SearchStrategy[Any]:
    line = st.lists(WORDS, min_size=5, max_size=6).map(" ".join)
    return st.lists(line, min_size=1, max_size=2).map("\n".join)


def _day(kind: WholeDate, beside: Beside) -> st.SearchStrategy[Any]:
    if kind.earliest == "today":
        return st.dates(TODAY, TODAY + timedelta(days=3650)).map(date.isoformat)
    earliest = date.fromisoformat(beside.get(kind.not_before, "1900-01-01"))
    return st.dates(earliest, TODAY).map(date.isoformat)


def _partial_day(_: PartialDate, __: Beside) -> st.SearchStrategy[Any]:
    lengths = st.sampled_from([4, 7, 10])
    whole = st.dates(date(1950, 1, 1), TODAY).map(date.isoformat)
    return st.tuples(whole, lengths).map(lambda found: found[0][: found[1]])


def _identity(kind: IdentityNumber, beside: Beside) -> st.SearchStrategy[Any]:
    if beside[kind.document] == "passport":
        return st.integers(0, 9_999_999).map(lambda number: f"B{number:07}")
    return st.integers(0, 10**11 - 1).map(lambda number: f"{number:012}")


def _commune(kind: Commune, beside: Beside) -> st.SearchStrategy[Any]:
    places = codelists.units().by_province[beside[kind.province]]
    return st.sampled_from([place.code for place in places])


def _several(kind: Choices, _: Beside) -> st.SearchStrategy[Any]:
    values = list(kind.by_value)
    chosen = st.sets(st.sampled_from(values), min_size=1)
    return chosen.map(lambda found: [value for value in values if value in found])


def _number(kind: Number, _: Beside) -> st.SearchStrategy[Any]:
    whole = st.integers(max(kind.min, 0), min(kind.max, 10**12))
    if not kind.decimals:
        return whole
    return whole.map(lambda number: stored(Decimal(number) / 10**kind.decimals))


VALID: dict[type, Callable[[Any, Beside], st.SearchStrategy[Any]]] = {
    Agency: lambda *_: st.sampled_from(["000.00.00.G20", "000.00.47.H56", "H56.14"]),
    Number: _number,
    Money: _number,
    Area: _number,
    ShortText: _line,
    LongText: _lines,
    WholeDate: _day,
    PartialDate: _partial_day,
    IdentityNumber: _identity,
    Commune: _commune,
    Choices: _several,
    Choice: lambda kind, _: st.sampled_from(list(kind.by_value)),
    YesNo: lambda *_: st.booleans(),
    Province: lambda *_: st.sampled_from(list(codelists.units().provinces)),
    Phone: lambda *_: st.integers(0, 99_999_999).map(lambda number: f"+849{number:08}"),
    Email: lambda *_: st.sampled_from(["a@vidu.vn", "huong.giang@thainguyen.gov.vn"]),
    TaxCode: lambda *_: st.sampled_from(["0100109106", "0101248141", "019185001234"]),
    Files: lambda kind, _: st.lists(
        FILE_ID, min_size=1, max_size=min(3, kind.max_files), unique=True
    ),
    Signature: lambda *_: FILE_ID,
    Declaration: lambda *_: st.just(value=True),
}

NOT_STRINGS: list[Any] = [1, 1.5, True, [], ["x"], {"x": "y"}, [[["x"]]]]
NO_TEXT: list[Any] = ["a\0b", "\ud800abc", "x" * 1_000_000, "a\u202eb", *NOT_STRINGS]
NO_DATE: list[Any] = [
    "2026-02-30", "1799-12-31", "2201-01-01", "22/11/2026", "2026-11-22T00:00", "٢٠٢٦-٠١-٠١",
    {"day": "1", "month": "", "year": "2026"}, {"day": []}, *NOT_STRINGS,
]  # fmt: skip
NO_NUMBER: list[Any] = ["hai", "1.5", "1.23.4", "١٢", 10**40, True, [], ["x"], {"x": "y"}, "9" * 99]
BROKEN: dict[type, list[Any]] = {
    Agency: ["../x", "số 1", *NO_TEXT],
    Number: NO_NUMBER,
    Money: [1.5, "1,5", -1, *NO_NUMBER],
    Area: [0.001, -1, "1,234", *NO_NUMBER],
    ShortText: NO_TEXT,
    LongText: NO_TEXT,
    WholeDate: [*NO_DATE, TOMORROW],
    PartialDate: [*NO_DATE, "2027", "2026-13"],
    IdentityNumber: ["12", "không có!", *NO_TEXT],
    Commune: ["00000", "Làng Vũ Đại", *NO_TEXT],
    Choices: ["illness", ["nothing"], [1], [["illness"]], {"illness": True}, True],
    Choice: ["nothing", *NOT_STRINGS],
    YesNo: ["yes", "true", 1, 0, ["x"]],
    Province: ["00", "Thái Nguyên", *NOT_STRINGS],
    Phone: ["12", "0212", "gọi cho tôi", *NO_TEXT],
    Email: ["a@", "a b@c.vn", *NO_TEXT],
    TaxCode: ["0100109107", "123", *NO_TEXT],
    Files: [
        "x",
        [1],
        [""],
        ["a", "a"],
        ["../x"],
        [["a"]],
        ["x" * 65],
        [str(n) for n in range(999)],
    ],
    Signature: ["../x", "x" * 65, *NOT_STRINGS],
    Declaration: ["yes", 1, ["x"], {"x": 1}],
}


@st.composite
def _fields(draw: st.DrawFn, fields: tuple[Field, ...]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for field in fields:
        if not field.kind.answered or not (field.required or draw(st.booleans())):
            continue
        if isinstance(field.kind, Group):
            answers[field.key] = draw(_fields(field.kind.fields))
        elif isinstance(field.kind, Repeat):
            most = min(field.kind.max_rows, field.kind.min_rows + 2)
            rows = st.lists(_fields(field.kind.fields), min_size=field.kind.min_rows, max_size=most)
            answers[field.key] = draw(rows)
        else:
            answers[field.key] = draw(VALID[type(field.kind)](field.kind, answers))
    return answers


@st.composite
def valid(draw: st.DrawFn, procedure: Procedure) -> dict[str, Any]:
    """Draw answers to everything that these very answers lead to."""
    return fitting(procedure, draw(_fields(procedure.fields)))


def full(procedure: Procedure) -> st.SearchStrategy[dict[str, Any]]:
    """Draw answers to all questions, also to those that are then not asked."""
    return _fields(procedure.fields)


def fitting(procedure: Procedure, answers: dict[str, Any]) -> dict[str, Any]:
    """Drop what is not asked, and let names and numbers of rows fit the people in the form."""
    kept = kept_answers(procedure, answers, {})
    for path, field in walk(procedure.fields):
        if isinstance(field.kind, ShortText) and field.kind.among:
            names = [name for source in field.kind.among for _, name in found_at(kept, source)]
            for number, (place, _) in enumerate(list(found_at(kept, path))):
                put(kept, place, names[number % len(names)])
    for key, repeat in procedure.repeats.items():
        step = repeat.rows_by and repeat.rows_by.step(together.people(repeat.rows_by, kept))
        if step and step.least > len(kept.get(key, [])):
            # Too many people to speak for themselves: fewer come.
            put(kept, repeat.rows_by.of, 1)  # type: ignore[union-attr]
        elif step and key in kept:
            kept[key] = kept[key][: step.most]
    return kept


def put(answers: dict[str, Any], path: str, value: Any) -> None:
    """Write one answer at its place."""
    *blocks, key = path.split(".")
    inside: Any = answers
    for block in blocks:
        inside = inside[int(block) if isinstance(inside, list) else block]
    inside[key] = value


def wrong_values(field: Field) -> list[Any]:
    """List values that this very question refuses."""
    may_be_later = isinstance(field.kind, WholeDate) and field.kind.latest != "today"
    return [
        value
        for value in BROKEN[type(field.kind)]
        if not field.kind.is_blank(value) and not (may_be_later and value == TOMORROW)
    ]


@st.composite
def broken(draw: st.DrawFn, procedure: Procedure) -> tuple[dict[str, Any], str]:
    """Draw answers of which exactly one, at the returned path, breaks a rule."""
    answers = draw(valid(procedure))
    leaves = [
        (place, field)
        for path, field in walk(procedure.fields)
        if type(field.kind) in BROKEN
        for place, _ in found_at(answers, path)
    ]
    path, field = draw(st.sampled_from(leaves))
    wrong = wrong_values(field)
    put(answers, path, draw(st.sampled_from(wrong)))
    return answers, path
