"""A workbook made to cost much is cut off; a reader that fails becomes a plain refusal."""

import base64
import random
import resource
from io import BytesIO

import pytest

from services.confined import limits
from services.lists import workbooks
from services.lists.refusals import NOT_NOW, TOO_HEAVY, ListRefused
from tests.services.lists.files import repacked, workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What cannot be packed hides how tightly the rest is packed.
NOISE = base64.b64encode(random.Random(1).randbytes(150_000))
STRAY = "tests.services.confined.stray"


def sheet(rows: bytes) -> bytes:
    head = b'<worksheet xmlns="%s"><!--%s--><sheetData>' % (NAMESPACE, NOISE)
    return repacked(workbook(["a"]), {SHEET: head + rows + b"</sheetData></worksheet>"})


EATERS = {
    "memory": sheet(b"<row>%s</row>" % (b"<c/>" * 4_800_000)),
    "time": sheet(b"<row>%s</row>" % (b"<c/>" * 16_000) * 300),
}


@pytest.mark.parametrize("content", EATERS.values(), ids=EATERS.keys())
def test_a_small_file_that_costs_much_is_cut_off(content: bytes) -> None:
    began = processor_seconds()
    with pytest.raises(ListRefused) as refused:
        workbooks.sheets(BytesIO(content), most_lines=200)
    # On a machine that is too busy the clock runs out first.
    is_told = refused.value.reason in {TOO_HEAVY, NOT_NOW}
    assert (is_told, processor_seconds() - began < limits.CPU_SECONDS + 2) == (True, True)


def processor_seconds() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


@pytest.mark.parametrize("deed", ["crash", "fail", "nonsense", "nothing", "unheard of"])
def test_a_reader_that_fails_is_told_in_plain_words(deed: str) -> None:
    with pytest.raises(ListRefused) as refused:
        workbooks.sheets(BytesIO(deed.encode()), most_lines=200, reader=STRAY)
    assert "Lúc này chưa đọc được tệp" in refused.value.message.vi


def test_no_more_lines_are_told_than_are_asked_for() -> None:
    content = workbook(*([number] for number in range(50)))
    (found,) = workbooks.sheets(BytesIO(content), most_lines=7)
    assert [line.cells[0] for line in found.lines] == list(range(7))
