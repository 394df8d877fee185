"""What the papers that the service makes are called on a page and as files."""

from flask_babel import lazy_gettext as _

TITLES = {
    "submission_acknowledgement": _("Xác nhận nộp hồ sơ trực tuyến"),
    "complaint_petition": _("Đơn khiếu nại"),
    "feedback_petition": _("Đơn kiến nghị, phản ánh"),
    "receipt": _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
    "supplement_request": _("Phiếu yêu cầu bổ sung hồ sơ"),
    "refusal": _("Phiếu từ chối tiếp nhận hồ sơ"),
}
FILE_NAMES = {
    "submission_acknowledgement": "Xác nhận nộp hồ sơ",
    "complaint_petition": "Đơn khiếu nại",
    "feedback_petition": "Đơn kiến nghị, phản ánh",
    "receipt": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement_request": "Phiếu yêu cầu bổ sung hồ sơ",
    "refusal": "Phiếu từ chối tiếp nhận hồ sơ",
}


def title(kind: str) -> str:
    """Say in the reader's language what a document is."""
    return str(TITLES.get(kind, kind))


def file_name(kind: str, number: str) -> str:
    """Name the file under which a document is saved: what it is, and of which dossier."""
    return f"{FILE_NAMES.get(kind, kind)} {number}.pdf".replace("/", "-")
