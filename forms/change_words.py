"""Kinds of answers and their settings in plain words, to tell people what changed."""

from collections.abc import Mapping

from forms.text import Text

KINDS: Mapping[str, Text] = {
    "text": Text("một dòng chữ", "one line of text"),
    "long_text": Text("nhiều dòng chữ", "several lines of text"),
    "date": Text("ngày", "a date"),
    "partial_date": Text("ngày, tháng hoặc năm", "a date, a month or a year"),
    "number": Text("số", "a number"),
    "money": Text("số tiền", "an amount of money"),
    "area": Text("diện tích", "an area"),
    "yes_no": Text("có hoặc không", "yes or no"),
    "choice": Text("chọn một", "one choice"),
    "choices": Text("chọn nhiều", "several choices"),
    "phone": Text("số điện thoại", "a phone number"),
    "email": Text("thư điện tử", "an e-mail address"),
    "identity_number": Text("số giấy tờ tùy thân", "the number of an identity paper"),
    "tax_code": Text("mã số thuế", "a tax code"),
    "agency": Text("cơ quan", "an agency"),
    "province": Text("tỉnh, thành phố", "a province"),
    "commune": Text("xã, phường", "a commune"),
    "files": Text("tệp đính kèm", "files"),
    "signature": Text("chữ ký", "a signature"),
    "declaration": Text("lời cam đoan", "a declaration"),
    "static": Text("lời hướng dẫn", "a note"),
    "computed": Text("số tự tính", "a computed value"),
    "group": Text("nhóm câu hỏi", "a group of questions"),
    "repeat": Text("danh sách", "a list"),
    "person": Text("người", "a person"),
    "organisation": Text("tổ chức", "an organisation"),
    "address": Text("địa chỉ", "an address"),
    "decision_reference": Text("số, ngày của quyết định", "the reference of a decision"),
}
SETTINGS: Mapping[str, Text] = {
    "min": Text("số nhỏ nhất", "the smallest number"),
    "max": Text("số lớn nhất", "the largest number"),
    "min_length": Text("độ dài ít nhất", "the shortest length"),
    "max_length": Text("độ dài nhiều nhất", "the greatest length"),
    "min_rows": Text("số dòng ít nhất", "the fewest rows"),
    "max_rows": Text("số dòng nhiều nhất", "the most rows"),
    "max_files": Text("số tệp nhiều nhất", "the most files"),
    "types": Text("loại tệp", "the types of files"),
    "earliest": Text("ngày sớm nhất", "the earliest day"),
    "latest": Text("ngày muộn nhất", "the latest day"),
    "not_before": Text("thứ tự các ngày", "the order of the days"),
    "decimals": Text("số chữ số thập phân", "the decimals"),
    "pattern": Text("cách viết", "the way of writing"),
    "shape": Text("cách viết", "the way of writing"),
    "value": Text("cách tính", "the way of computing"),
    "document": Text("loại giấy tờ đi kèm", "the paper that goes with it"),
    "province": Text("tỉnh đi kèm", "the province that goes with it"),
}
LIMIT = Text("yêu cầu về câu trả lời", "what an answer must be like")
ANOTHER_KIND = Text("một loại câu trả lời khác", "another kind of answer")


def called(kind: str) -> Text:
    return KINDS.get(kind, ANOTHER_KIND)
