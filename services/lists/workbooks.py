"""Have the sheets of an Excel workbook read, by a process that may do nothing else."""

from typing import BinaryIO

from services.confined import process
from services.lists import wire
from services.lists.refusals import NOT_NOW, TOO_HEAVY, ListRefused
from services.lists.tables import Sheet

READER = "services.lists.workbook_reader"


def sheets(stream: BinaryIO, *, most_lines: int, reader: str = READER) -> list[Sheet]:
    """Give the visible sheets in their order, values only: no formula is ever worked out.

    Of each sheet the first lines in which anything stands are given, as many as are asked for.

    Raises:
        ListRefused: it is no workbook that is taken, it is damaged, or reading it costs too much.

    """
    stream.seek(0)
    try:
        return wire.understood(process.run(reader, stream.read(), str(most_lines)))
    except process.Overtaxed:
        raise ListRefused(TOO_HEAVY) from None
    except (process.Broken, wire.Nonsense):
        raise ListRefused(NOT_NOW) from None
