"""What the kinds of answer are called where one chooses among them."""

from collections.abc import Mapping

from forms.text import Text

NAMES: Mapping[str, Text] = {
    "text": Text("Một dòng chữ", "One line of text"),
    "long_text": Text("Nhiều dòng chữ", "Several lines of text"),
    "yes_no": Text("Có hoặc không", "Yes or no"),
    "choice": Text("Chọn một", "One choice"),
    "choices": Text("Chọn nhiều", "Several choices"),
    "date": Text("Ngày tháng năm", "Date"),
    "partial_date": Text("Ngày có thể chỉ nhớ tháng, năm", "Date, or month or year only"),
    "number": Text("Số", "Number"),
    "money": Text("Số tiền", "Sum of money"),
    "area": Text("Diện tích", "Area"),
    "files": Text("Tệp đính kèm", "Files"),
    "signature": Text("Chữ ký", "Signature"),
    "declaration": Text("Lời cam đoan", "Declaration"),
    "person": Text("Khối người nộp đơn", "Block: a person"),
    "organisation": Text("Khối tổ chức", "Block: an organisation"),
    "address": Text("Khối địa chỉ", "Block: an address"),
    "decision_reference": Text("Khối quyết định, văn bản", "Block: a written decision"),
    "phone": Text("Số điện thoại", "Telephone"),
    "email": Text("Thư điện tử", "E-mail"),
    "identity_number": Text("Số giấy tờ tùy thân", "Number of an identity paper"),
    "tax_code": Text("Mã số thuế", "Tax code"),
    "agency": Text("Cơ quan", "Agency"),
    "province": Text("Tỉnh, thành phố", "Province"),
    "commune": Text("Xã, phường, đặc khu", "Commune"),
    "repeat": Text("Danh sách nhiều dòng", "List of rows"),
    "group": Text("Nhóm câu hỏi", "Group of questions"),
    "static": Text("Đoạn chữ để đọc", "A text to read"),
    "computed": Text("Giá trị hệ thống tính", "A value worked out"),
}
# Neither a file nor a list of rows can stand inside a block.
OUTSIDE_BLOCKS = frozenset({"files", "signature", "repeat"})


def name(kind: str) -> Text:
    return NAMES.get(kind, Text(kind, kind))


def options(*, inside: bool) -> tuple[tuple[str, Text], ...]:
    return tuple(
        (kind, label) for kind, label in NAMES.items() if not (inside and kind in OUTSIDE_BLOCKS)
    )
