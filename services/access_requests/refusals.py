"""Why an identity is not asked for, decided on or shown; nothing here tells what is hidden."""

from collections.abc import Mapping

from forms.text import Text


class AccessRefused(Exception):
    """The base of all refusals here; `told` is for the person."""

    told = Text("Không thực hiện được.", "This cannot be done.")


class WishInvalid(AccessRefused):
    """What was typed does not do; the messages name the fields."""

    def __init__(self, errors: Mapping[str, Text]) -> None:
        super().__init__()
        self.errors = errors


class NotSealed(AccessRefused):
    """Nothing of this dossier is sealed."""

    told = Text("Hồ sơ này không có phần niêm phong.", "Nothing of this dossier is sealed.")


class StillOpen(AccessRefused):
    """The officer has a request for this dossier that waits, or that is open."""

    told = Text(
        "Bạn đã có một yêu cầu cho hồ sơ này. Hãy chờ trả lời hoặc đóng yêu cầu đó trước.",
        "You have a request for this dossier already. Wait for its answer, or close it first.",
    )


class NoGrant(AccessRefused):
    """No grant of this officer for this dossier is in force: of all reasons the same is told."""

    told = Text(
        "Lần xem này không còn hiệu lực. Cần xem tiếp, hãy ghi lý do và mở lại từ trang hồ sơ.",
        "This permission is not in force. To see more, give a reason again on the dossier's page.",
    )


class AlreadyDecided(AccessRefused):
    """Somebody was faster, or the requester has withdrawn it."""

    told = Text(
        "Yêu cầu này đã được trả lời hoặc đã được rút lại.",
        "This request was answered already, or taken back.",
    )
