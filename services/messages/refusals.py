"""Why a message is not taken; what was written stays on the page."""

from datetime import date

from forms.text import NO_TEXT, Text
from forms.vietnamese import format_date

LONGEST = 5000


class MessageRefused(Exception):
    """The base of all refusals here; `told` is for the person who writes."""

    told = NO_TEXT


class NothingWritten(MessageRefused):
    """There is neither a text nor a file."""

    told = Text("Hãy viết tin, hoặc gửi kèm tệp.", "Write a message, or attach a file.")


class TooLong(MessageRefused):
    """The text is longer than one message may be."""

    told = Text(
        f"Tin dài quá {LONGEST} ký tự. Hãy rút gọn, hoặc chia làm hai tin.",
        f"The message is longer than {LONGEST} characters. Shorten it, or send it in two parts.",
    )


class TooManyFiles(MessageRefused):
    """One message carries fewer files."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.told = Text(
            "Một tin gửi được nhiều nhất {most} tệp. Hãy bỏ bớt tệp.",
            "One message carries {most} files. Remove some.",
        ).format(most=most)


class TooManyToday(MessageRefused):
    """The dossier's person has written as often as is taken in 24 hours."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.told = Text(
            "Trong 24 giờ cơ quan nhận nhiều nhất {most} tin cho một hồ sơ. Hãy gửi tin này sau.",
            "In 24 hours the agency takes {most} messages for one dossier. Send this one later.",
        ).format(most=most)


class TooMuchToday(MessageRefused):
    """The files of 24 hours are larger together than is taken."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__()
        self.told = Text(
            "Trong 24 giờ cơ quan nhận nhiều nhất {most} MB tệp cho một hồ sơ. "
            "Hãy bỏ bớt tệp, hoặc gửi tệp sau.",
            "In 24 hours the agency takes {most} MB of files for one dossier. "
            "Remove files, or send them later.",
        ).format(most=most_bytes // 1024**2)


class ConversationOver(MessageRefused):
    """The dossier was closed too long ago."""

    def __init__(self, since: date) -> None:
        super().__init__()
        self.told = Text(
            "Hồ sơ đã kết thúc. Từ ngày {day} không gửi tin được nữa; "
            "hãy liên hệ cơ quan hoặc nộp đơn mới.",
            "The dossier is closed. Since {day} no more messages are taken; "
            "contact the agency, or file anew.",
        ).format(day=format_date(since))
