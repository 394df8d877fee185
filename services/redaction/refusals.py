"""Why a redacted copy is not made, issued or shown."""

from forms.text import Text


class RedactionRefused(Exception):
    """The base of all refusals here; `told` is for the person."""

    told = Text("Không thực hiện được.", "This cannot be done.")


class TableShut(RedactionRefused):
    """Nobody has the sealed part open for this work, or no longer."""

    told = Text(
        "Phần niêm phong chưa mở hoặc đã đóng. Những gì đã làm vẫn được giữ; hãy mở lại.",
        "The sealed part is not open, or was closed. What you did is kept; open it to go on.",
    )


class NeedsAllParts(RedactionRefused):
    """The permission that is open does not cover all parts."""

    told = Text(
        "Để làm bản lược bỏ, cần mở ba phần: người tố cáo, nội dung và tệp.",
        "A redacted copy takes three parts: the person, the matter and the files.",
    )


class NotLookedAt(RedactionRefused):
    """Something would be handed on that nobody looked at as it is now."""

    told = Text(
        "Còn trang hoặc phần chữ chưa xem. Hãy xem hết rồi phát hành.",
        "There are pages, or the text, that were not looked at. Look at all, then issue.",
    )


class NotConfirmed(RedactionRefused):
    """The tick is missing by which somebody answers for it."""

    told = Text(
        "Đánh dấu xác nhận đã xem từng trang, rồi phát hành.",
        "Tick that you have looked at each page, then issue.",
    )


class CopyMissing(RedactionRefused):
    """There is no such copy for this reader; of all reasons the same is told."""

    told = Text(
        "Hồ sơ này chưa có bản lược bỏ, hoặc bản đó đã được thu hồi.",
        "There is no redacted copy of this dossier, or it was recalled.",
    )
