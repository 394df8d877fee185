"""Why a file cannot be made into a redacted copy."""

from collections.abc import Mapping
from enum import StrEnum

from forms.text import Text

MOST_PAGES = 200


class Fault(StrEnum):
    """What is wrong with a file, or with our reading of it."""

    KIND = "kind"
    LOCKED = "locked"
    DAMAGED = "damaged"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    NOT_NOW = "not_now"


TOLD: Mapping[Fault, Text] = {
    Fault.KIND: Text(
        "Loại tệp này không che được. Chỉ che được PDF, JPEG và PNG.",
        "This kind of file cannot be painted over; only PDF, JPEG and PNG can.",
    ),
    Fault.LOCKED: Text(
        "Tệp PDF có mật khẩu nên không mở được.", "The PDF has a password and does not open."
    ),
    Fault.DAMAGED: Text(
        "Tệp hỏng hoặc không đúng chuẩn.", "The file is damaged, or not as the standard has it."
    ),
    Fault.TOO_MANY_PAGES: Text(
        f"Tệp có hơn {MOST_PAGES} trang.", f"The file has more than {MOST_PAGES} pages."
    ),
    Fault.TOO_LARGE: Text("Ảnh quá lớn.", "The picture is too large."),
    Fault.TOO_HEAVY: Text(
        "Tệp cần quá nhiều thời gian hoặc bộ nhớ để vẽ.",
        "Drawing the file takes too much time or memory.",
    ),
    Fault.NOT_NOW: Text(
        "Chưa vẽ được tệp lúc này. Hãy thử lại sau ít phút.",
        "The file cannot be drawn just now. Try again in some minutes.",
    ),
}


class NotDrawn(Exception):
    """The file is not drawn; `told` is for the person."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
        self.told = TOLD[fault]
