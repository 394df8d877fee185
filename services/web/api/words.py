"""What the API says to a person who reads its answers."""

from flask_babel import lazy_gettext as _

from services.files.intake import Refusal

NOT_JSON = _("Nội dung gửi lên không phải là JSON mã hóa UTF-8.")
DUPLICATE_KEY = _("Một tên được ghi hai lần trong cùng một đối tượng JSON.")
TOO_DEEP = _("Nội dung JSON lồng quá nhiều lớp.")
NOT_AN_OBJECT = _("Phần này phải là một đối tượng JSON.")
NOT_TEXT = _("Mục này phải là chữ.")
NOT_A_NUMBER = _("Mục này phải là số nguyên.")
NOT_ASKED = _("Không có mục này. Hãy bỏ mục này.")
MISSING = _("Thiếu mục này.")
NOT_LISTED = _("Giá trị này không có trong danh sách cho phép.")
UNKNOWN_PROCEDURE = _("Không có thủ tục nào có mã này đang áp dụng.")
UNKNOWN_VERSION = _("Phiên bản này không còn áp dụng. Hãy đọc lại thủ tục.")
UNKNOWN_AGENCY = _("Không có cơ quan nào có mã này.")
OTHER_AGENCY = _("Cơ quan này không nhận thủ tục này. Hãy chọn cơ quan đúng cấp.")
FILES_ELSEWHERE = _("Cơ quan này không nhận đơn trực tuyến ở đây. Hãy nộp qua %(portal)s.")
LOGIN_NEEDED = _(
    "Cơ quan này chỉ nhận đơn của người đã đăng nhập, nên không nhận đơn do chương trình gửi."
)
NO_CUSTODY_KEY = _(
    "Cơ quan này chưa có khóa để niêm phong danh tính, nên chưa nhận được đơn cần giữ bí mật."
)
FILE_NOT_SEALED = _(
    "Thủ tục này phải giữ bí mật. Hãy tải tệp lên lại với tiêu đề Idempotency-Key giống như "
    "khi nộp đơn."
)
NO_KEY = _("Tiêu đề Idempotency-Key phải có từ 16 đến 200 ký tự ASCII in được, không dấu cách.")
KEY_REUSED = _("Idempotency-Key này đã dùng cho một nội dung khác. Hãy tạo khóa mới.")
NO_CODE = _("Hãy gửi mã tra cứu trong tiêu đề Authorization: Bearer hoặc X-Access-Code.")
NO_DOSSIER = _("Không có hồ sơ nào khớp với số và mã tra cứu này.")
NO_FILE = _("Không có tệp nào như vậy trong hồ sơ này.")
BEING_MADE = _("Giấy tờ đang được lập. Hãy thử lại sau ít giây.")
ONE_FILE = _("Mỗi lần tải lên gửi đúng một tệp.")
TOO_MANY_FILES = _("Tin này có quá nhiều tệp.")
UNKNOWN_FILE = _("Không có tệp đã tải lên nào mang mã này, hoặc tệp đã thuộc hồ sơ khác.")

FILE_REFUSED = {
    Refusal.EMPTY: _("Tệp rỗng."),
    Refusal.TOO_LARGE: _("Tệp lớn hơn mức cho phép."),
    Refusal.TOO_MANY: _("Đã đủ số tệp cho phép."),
    Refusal.UNKNOWN_KIND: _("Loại tệp này không nhận, hoặc tệp bị hỏng."),
}
