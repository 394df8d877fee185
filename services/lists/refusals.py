"""Why a whole file is not read; what is wrong in single cells is told cell by cell."""

from forms.text import Text


class ListRefused(Exception):
    """The file cannot be read as a list; the message says why and what to do."""

    def __init__(self, message: Text, **values: object) -> None:
        self.reason = message
        self.values = values
        self.message = message.format(**values)
        super().__init__(self.message.vi)


EMPTY = Text(
    "Tệp không có gì bên trong. Hãy chọn lại tệp.", "The file is empty. Choose the file again."
)
TOO_LARGE = Text(
    "Tệp lớn hơn {limit} nên không đọc được. Hãy chỉ để lại trang tính có danh sách, "
    "bỏ hình ảnh, rồi lưu lại.",
    "The file is larger than {limit}. Keep the sheet with the list only, without pictures, "
    "and save it again.",
)
BOMB = Text(
    "Tệp bung ra lớn quá nên không đọc. Hãy chép danh sách sang tệp mẫu rồi gửi lại.",
    "The file unpacks to too much and is not read. Copy the list into the template.",
)
TOO_HEAVY = Text(
    "Đọc tệp này tốn quá nhiều thời gian hoặc bộ nhớ nên phải dừng. Hãy chép danh sách sang "
    "tệp mẫu rồi gửi lại.",
    "Reading this file takes too much time or memory, so it was stopped. Copy the list into the "
    "template.",
)
NOT_NOW = Text(
    "Lúc này chưa đọc được tệp. Hãy gửi lại sau ít phút, hoặc chép danh sách sang tệp mẫu CSV.",
    "The file cannot be read just now. Send it again in a few minutes, or copy the list into the "
    "CSV template.",
)
NO_TEMPLATE = Text(
    "Lúc này chưa tạo được tệp mẫu Excel. Hãy thử lại sau ít phút, hoặc dùng tệp mẫu CSV.",
    "The Excel template cannot be made just now. Try again in a few minutes, or use the CSV "
    "template.",
)
NOT_A_LIST = Text(
    "Tệp này không phải Excel (.xlsx) hay CSV. Hãy dùng tệp mẫu, hoặc lưu lại thành .xlsx.",
    "This file is neither Excel (.xlsx) nor CSV. Use the template, or save it as .xlsx.",
)
OLD_OR_LOCKED = Text(
    "Tệp là Excel đời cũ (.xls) hoặc có mật khẩu. Hãy bỏ mật khẩu và lưu lại thành .xlsx.",
    "This is an old Excel file (.xls) or has a password. Remove it and save the file as .xlsx.",
)
MACROS = Text(
    "Tệp có macro nên không được nhận. Hãy lưu lại thành .xlsx không có macro.",
    "The file has macros and is not taken. Save it as .xlsx without macros.",
)
LINKS = Text(
    "Tệp lấy dữ liệu từ tệp khác hoặc từ mạng nên không được nhận. Hãy sao chép, dán giá trị "
    "vào tệp mẫu rồi gửi lại.",
    "The file takes data from other files or the network and is not taken. Paste the values "
    "into the template.",
)
DAMAGED = Text(
    "Tệp bị hỏng nên không đọc được. Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại.",
    "The file is damaged. Open it in Excel, save it as .xlsx and send it again.",
)
NOT_LETTERS = Text(
    "Không đọc được chữ trong tệp CSV. Hãy lưu lại dạng “CSV UTF-8”, hoặc lưu thành .xlsx.",
    "The letters of the CSV file cannot be read. Save it as “CSV UTF-8”, or as .xlsx.",
)
BROKEN_CSV = Text(
    "Tệp CSV viết sai, có thể thiếu dấu ngoặc kép ở dòng {line}. Hãy sửa, hoặc dùng tệp mẫu.",
    "The CSV file is malformed, perhaps a quotation mark is missing on line {line}. "
    "Correct it, or use the template.",
)
TOO_MANY_SHEETS = Text(
    "Tệp có hơn {limit} trang tính. Hãy chỉ để lại trang có danh sách.",
    "The file has more than {limit} sheets. Keep the one with the list only.",
)
TOO_WIDE = Text(
    "Danh sách có hơn {limit} cột. Hãy dùng tệp mẫu.",
    "The list has more than {limit} columns. Use the template.",
)
TOO_MANY_ROWS = Text(
    "Danh sách có hơn {limit} dòng, là số dòng nhiều nhất mà mẫu đơn nhận. Hãy bớt đi, hoặc gửi "
    "danh sách ở mục tài liệu kèm theo.",
    "The list has more than {limit} rows, the most that the form takes. Remove some, or send "
    "the list as a document.",
)
NO_HEADINGS = Text(
    "Không tìm thấy dòng tên cột. Dòng đầu phải có các cột: {wanted}. Hãy dùng tệp mẫu.",
    "There is no row of headings. The first row must name the columns: {wanted}. Use the template.",
)
MISSING_COLUMNS = Text(
    "Tệp thiếu cột: {missing}. Hãy thêm cột, hoặc dùng tệp mẫu.",
    "The file lacks these columns: {missing}. Add them, or use the template.",
)
TWICE = Text(
    "Có hai cột cùng là “{heading}”. Hãy bỏ bớt một cột.",
    "Two columns are “{heading}”. Remove one of them.",
)
NO_ROWS = Text(
    "Dưới dòng tên cột không có dòng nào được điền. Hãy điền danh sách rồi gửi lại.",
    "No row under the headings is filled in. Fill in the list and send it again.",
)
