"""What an auditor asks for, read from the address; and the words for what entries say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from werkzeug.datastructures import MultiDict

from forms.text import Text
from services.accounts.models import Officer
from services.audit.models import INSTALLATION
from services.audit.search import Place, Wanted
from services.web.context import ZONE

# Entries of no agency, such as sign-ins under a name that nobody has, are read at the top.
TOP_LEVEL = "ministry"
LONGEST = 100
LARGEST = 18
KEYS = ("tu", "den", "can-bo", "viec", "ho-so", "ket-qua")
WRONG_DAY = Text("Ngày này không có. Hãy chọn lại.", "There is no such day. Choose again.")
WRONG_ORDER = Text(
    "“Đến ngày” đứng trước “Từ ngày”. Hãy đổi lại.", "“To” lies before “From”. Swap them."
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

ACTORS: Mapping[str, Text] = {
    "officer": Text("Cán bộ", "Officer"),
    "applicant": Text("Người nộp đơn", "Applicant"),
    "service": Text("Hệ thống", "The service"),
    "console": Text("Người vận hành", "Operator"),
    "stranger": Text("Không rõ ai", "Unknown"),
}
OUTCOMES: Mapping[str, Text] = {
    "done": Text("Đã làm", "Done"),
    "denied": Text("Bị từ chối", "Denied"),
    "failed": Text("Không thành", "Failed"),
}
ACTIONS: Mapping[str, Text] = {
    "dossier.read": Text("Xem hồ sơ", "Read a dossier"),
    "dossier.list": Text("Tìm trong danh sách hồ sơ", "Search the list of dossiers"),
    "dossier.open_by_code": Text("Mở hồ sơ bằng mã tra cứu", "Open a dossier by its code"),
    "dossier.submit": Text("Nộp hồ sơ", "File a dossier"),
    "dossier.receive": Text("Tiếp nhận hồ sơ", "Receive a dossier"),
    "dossier.request_supplement": Text("Yêu cầu bổ sung", "Request a supplement"),
    "dossier.answer_supplement": Text("Gửi phần bổ sung", "Send a supplement"),
    "dossier.refuse": Text("Từ chối hồ sơ", "Refuse a dossier"),
    "dossier.forward": Text("Chuyển hồ sơ", "Forward a dossier"),
    "dossier.finish": Text("Trả kết quả", "Finish a dossier"),
    "dossier.withdraw": Text("Rút hồ sơ", "Withdraw a dossier"),
    "dossier.handle": Text("Xử lý hồ sơ", "Handle a dossier"),
    "dossier.take": Text("Nhận hồ sơ về mình", "Take a dossier over"),
    "dossier.assign": Text("Giao hồ sơ", "Assign a dossier"),
    "identity.ask": Text("Yêu cầu xem danh tính", "Ask to see an identity"),
    "identity.open": Text("Tự mở danh tính, có lý do", "Open an identity with a reason"),
    "identity.approve": Text("Duyệt xem danh tính", "Approve seeing an identity"),
    "identity.decline": Text("Không duyệt xem danh tính", "Decline seeing an identity"),
    "identity.read": Text("Xem danh tính", "See an identity"),
    "identity.file": Text("Tải tệp gốc được niêm phong", "Download a sealed original"),
    "identity.close": Text("Đóng lần xem danh tính", "Close an identity again"),
    "message.send": Text("Gửi tin nhắn", "Send a message"),
    "message.read": Text("Đọc tin nhắn", "Read messages"),
    "notice.set": Text("Ghi địa chỉ báo tin", "Give an address for notices"),
    "notice.remove": Text("Xóa địa chỉ báo tin", "Delete the address for notices"),
    "notice.send": Text("Gửi thư báo có tin", "Send a notice of news"),
    "dossier.redact": Text("Làm bản lược bỏ", "Make a redacted copy"),
    "dossier.read_redacted": Text("Đọc bản lược bỏ", "Read a redacted copy"),
    "redaction.begin": Text("Bắt đầu làm bản lược bỏ", "Begin a redacted copy"),
    "redaction.look": Text("Xem trang để lược bỏ", "Look at a page to redact it"),
    "redaction.issue": Text("Phát hành bản lược bỏ", "Issue a redacted copy"),
    "redaction.discard": Text("Hủy bản lược bỏ đang làm", "Discard a redacted copy"),
    "redaction.recall": Text("Thu hồi bản lược bỏ", "Recall a redacted copy"),
    "redacted.read": Text("Xem bản lược bỏ", "See a redacted copy"),
    "redacted.download": Text("Tải tệp đã lược bỏ", "Download a redacted file"),
    "privacy.copy": Text("Nhận bản sao dữ liệu", "Take a copy of the data"),
    "privacy.ask": Text("Gửi yêu cầu về dữ liệu", "Ask about personal data"),
    "privacy.read": Text("Xem yêu cầu về dữ liệu", "Read a request about personal data"),
    "privacy.answer": Text("Trả lời yêu cầu về dữ liệu", "Answer a request about personal data"),
    "privacy.term": Text("Đặt hạn trả lời yêu cầu", "Set a term for answers"),
    "privacy.breach": Text("Lập phiếu lộ dữ liệu", "Draw up a breach work sheet"),
    "retention.set": Text("Đặt thời hạn lưu", "Set a retention period"),
    "retention.approve": Text("Duyệt kế hoạch xóa", "Approve a retention plan"),
    "retention.hold": Text("Giữ lại hồ sơ", "Hold a dossier back"),
    "retention.release": Text("Thôi giữ lại hồ sơ", "Release a dossier"),
    "retention.mark": Text("Ẩn hồ sơ chờ xóa", "Hide a dossier before deletion"),
    "retention.restore": Text("Đưa hồ sơ trở lại", "Bring a dossier back"),
    "retention.delete": Text("Xóa hẳn hồ sơ", "Delete a dossier"),
    "document.issue": Text("Lập văn bản", "Issue a document"),
    "document.download": Text("Tải văn bản", "Download a document"),
    "file.download": Text("Tải tệp", "Download a file"),
    "account.sign_in": Text("Đăng nhập", "Sign in"),
    "account.sign_out": Text("Đăng xuất", "Sign out"),
    "account.confirm": Text("Xác nhận lại danh tính cán bộ", "Confirm who sits there"),
    "account.session": Text("Dùng phiên từ trình duyệt khác", "Use a session in another browser"),
    "account.sessions": Text("Đăng xuất thiết bị khác", "Sign other devices out"),
    "account.own_password": Text("Tự đổi mật khẩu", "Change the own password"),
    "account.app": Text("Đổi ứng dụng xác thực", "Change the authenticator app"),
    "account.passkey": Text("Đổi khóa truy cập", "Change a passkey"),
    "account.recovery_codes": Text("Lập mã dự phòng", "Make recovery codes"),
    "account.reset_factors": Text("Đặt lại xác thực hai bước", "Reset second factors"),
    "account.manage": Text("Xem danh sách tài khoản", "List accounts"),
    "account.change": Text("Sửa tài khoản", "Change an account"),
    "account.enable": Text("Mở lại tài khoản", "Enable an account"),
    "account.add": Text("Thêm tài khoản", "Add an account"),
    "account.roles": Text("Đổi vai trò", "Change roles"),
    "account.password": Text("Đổi mật khẩu", "Change a password"),
    "account.disable": Text("Khóa tài khoản", "Disable an account"),
    "calendar.change": Text("Ghi lịch làm việc", "Change the calendar"),
    "calendar.remove": Text("Bỏ ngày khỏi lịch", "Remove a day from the calendar"),
    "audit.read": Text("Xem nhật ký kiểm toán", "Read the audit"),
    "audit.export": Text("Xuất nhật ký kiểm toán", "Export the audit"),
    "audit.verify": Text("Kiểm tra chuỗi nhật ký", "Verify the audit"),
}


@dataclass(frozen=True)
class Asked:
    """The filters as they were typed, what they mean, and what is wrong with them."""

    typed: Mapping[str, str]
    wanted: Wanted
    errors: Mapping[str, Text] = field(default_factory=dict)


def read(args: MultiDict[str, str], auditor: Officer) -> Asked:
    typed = {key: args.get(key, "").strip()[:LONGEST] for key in KEYS}
    days = {key: _day(typed[key]) for key in ("tu", "den")}
    errors = {key: WRONG_DAY for key, day in days.items() if typed[key] and day is None}
    if days["tu"] and days["den"] and days["den"] < days["tu"]:
        errors["den"] = WRONG_ORDER
    number = typed["can-bo"]
    wanted = Wanted(
        agencies=agencies(auditor),
        zone=ZONE,
        since=days["tu"],
        until=days["den"],
        officer_id=int(number) if number.isdecimal() and len(number) <= LARGEST else None,
        action=typed["viec"],
        dossier=typed["ho-so"].upper(),
        outcome=typed["ket-qua"],
    )
    return Asked(typed, wanted, errors)


def agencies(auditor: Officer) -> tuple[int, ...]:
    """Name the agencies whose entries an auditor reads."""
    own = (auditor.agency_id,)
    return (*own, INSTALLATION) if auditor.level == TOP_LEVEL else own


def place(text: str) -> Place | None:
    """Read where a page begins; what cannot be read means the first page."""
    moment, _, number = text.partition(".")
    if not (moment.isdecimal() and number.isdecimal() and len(text) <= 2 * LARGEST):
        return None
    if len(moment) > LARGEST or len(number) > LARGEST:
        return None
    try:
        return Place(EPOCH + timedelta(microseconds=int(moment)), int(number))
    except OverflowError:
        return None


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # The day after is asked for too, and the first days of the calendar have no zone before them.
    return day if date(1970, 1, 2) <= day <= date(9999, 12, 30) else None
