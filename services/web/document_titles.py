"""What the papers that the service makes are called on a page and as files."""

from flask_babel import lazy_gettext as _

from forms.procedure import Procedure
from services.web.languages import words

TITLES = {
    "submission_acknowledgement": _("Xác nhận nộp hồ sơ trực tuyến"),
    "complaint_petition": _("Đơn khiếu nại"),
    "feedback_petition": _("Đơn kiến nghị, phản ánh"),
    "petition": _("Đơn đã nộp"),
    "appointment": _("Phiếu hẹn tiếp công dân"),
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement_request": _("Phiếu yêu cầu bổ sung hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận hồ sơ"),
}
FILE_NAMES = {
    "submission_acknowledgement": "Xác nhận nộp hồ sơ",
    "complaint_petition": "Đơn khiếu nại",
    "feedback_petition": "Đơn kiến nghị, phản ánh",
    "petition": "Đơn đã nộp",
    "appointment": "Phiếu hẹn tiếp công dân",
    "receipt": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement_request": "Phiếu yêu cầu bổ sung hồ sơ",
    "refusal": "Phiếu từ chối tiếp nhận hồ sơ",
}


# A petition is called as its procedure calls it.
OF_PROCEDURE = "petition"


def title(kind: str, procedure: Procedure) -> str:
    """Say in the reader's language what a document is."""
    own = procedure.document(kind) if kind == OF_PROCEDURE else None
    return words(own.title) if own else str(TITLES.get(kind, kind))


def file_name(kind: str, number: str, procedure: Procedure) -> str:
    """Name the file under which a document is saved: what it is, and of which dossier."""
    own = procedure.document(kind) if kind == OF_PROCEDURE else None
    name = own.title.vi if own else FILE_NAMES.get(kind, kind)
    return f"{name} {number}.pdf".replace("/", "-")
