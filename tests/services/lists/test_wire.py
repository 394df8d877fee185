"""What the reader of workbooks tells is understood, and nothing else is."""

from datetime import date, datetime

import pytest

from services.lists import wire
from services.lists.refusals import BOMB, TOO_MANY_SHEETS, ListRefused
from services.lists.tables import Cell, Formula, Line, Sheet
from services.lists.wire import Nonsense

CELLS: tuple[Cell, ...] = (
    "Nguyễn An",
    "",
    None,
    True,
    7,
    7.5,
    float("inf"),
    "\ud800\0\u2028",
    date(1985, 3, 2),
    datetime(1985, 3, 2, 7, 30),  # noqa: DTZ001 - as Excel has it
    Formula(),
)
DEEP = b"[" * 100_000


def test_cells_keep_their_kind() -> None:
    sheet = Sheet("Tổ 5", (Line(3, CELLS),))
    told = b"".join(wire.told([(sheet.title, sheet.lines)]))
    assert wire.understood(told) == [sheet]


@pytest.mark.parametrize("refused", [ListRefused(BOMB), ListRefused(TOO_MANY_SHEETS, limit=20)])
def test_a_refusal_keeps_its_reason(refused: ListRefused) -> None:
    def lines() -> object:
        raise refused

    with pytest.raises(ListRefused) as again:
        wire.understood(b"".join(wire.told((title, lines()) for title in "a")))  # type: ignore[misc]
    assert again.value.message == refused.message


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"Xin ch\xc3\xa0o",
        b"\xff\xfe",
        DEEP,
        b'["sheet", "a"]\n',
        b'["end", null, 1]\n',
        b'["line", [1, []]]\n["end", null]\n',
        b'["sheet", "a"]\n["line", [1]]\n["end", null]\n',
        b'["sheet", "a"]\n["line", [1, [{}]]]\n["end", null]\n',
        b'["sheet", "a"]\n["line", [1, [["day", "x"]]]]\n["end", null]\n',
        b'["sheet", "a"]\n["line", [1, [["else", "x"]]]]\n["end", null]\n',
        b'["refused", ["else", {}]]\n["end", null]\n',
        b'["refused", ["too wide", {}]]\n["end", null]\n',
        b'["else", 1]\n["end", null]\n',
        b'7\n["end", null]\n',
    ],
)  # fmt: skip
def test_nonsense_is_not_understood(told: bytes) -> None:
    with pytest.raises(Nonsense):
        wire.understood(told)
