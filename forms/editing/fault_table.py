"""What the checks say and how to mend it, sentence by sentence in Vietnamese."""

from collections.abc import Mapping

# What the checks say, with {} for what they name. What is not listed is shown as it is.
WHAT: Mapping[str, str] = {
    "“vi” is missing": "Thiếu lời tiếng Việt",
    "“en” is missing": "Thiếu lời tiếng Anh",
    "“vi” is empty": "Lời tiếng Việt còn trống",
    "“en” is empty": "Lời tiếng Anh còn trống",
    "“vi” is too long": "Lời tiếng Việt dài quá",
    "“en” is too long": "Lời tiếng Anh dài quá",
    "“{}” is missing": "Thiếu mục “{}”",
    "“{}” is not known here": "Không có mục “{}” ở đây",
    "“{}” is empty": "Mục “{}” còn trống",
    "“{}” is too long": "Mục “{}” dài quá",
    "“{}” must be text": "Mục “{}” phải là chữ",
    "“{}” must be a whole number": "Mục “{}” phải là số nguyên",
    "“{}” must be true or false": "Mục “{}” chỉ nhận có hoặc không",
    "“{}” is not a date": "Mục “{}” không phải là ngày",
    "“{}” must be a list": "Mục “{}” phải là danh sách",
    "“{}” must hold named values": "Mục “{}” phải gồm các mục nhỏ có tên",
    "“{}” needs both languages": "Mục “{}” cần cả tiếng Việt và tiếng Anh",
    "“{}” stands here twice": "Mục “{}” ghi hai lần",
    "“{}” is not a condition": "“{}” không phải là điều kiện",
    "“{}” is not a computed value": "“{}” không phải là phép tính",
    "“{}” has no part {}": "Khối “{}” không có mục {}",
    "“{}” has no section “{}”": "Bộ phần dùng chung “{}” không có phần “{}”",
    "“{}” has no example": "Câu hỏi “{}” chưa có ví dụ",
    "“{}” is never “{}”": "Câu hỏi “{}” không bao giờ có câu trả lời “{}”",
    "“{}” and “{}” wait for each other (a circle)": "Hai câu hỏi “{}” và “{}” chờ lẫn nhau",
    "“{}” stands in the row and above it": "Tên “{}” vừa có trong dòng vừa có ở trên",
    "“{}” ({}) is above “{}” ({})": "Mức dưới “{}” ({}) lớn hơn mức trên “{}” ({})",
    "“{}” offers “{}” twice": "Câu hỏi “{}” có hai lựa chọn cùng tên gọi “{}”",
    "“{}” offers more than {} options": "Câu hỏi “{}” có quá {} lựa chọn",
    "“{}” lies too deep": "Câu hỏi “{}” nằm quá sâu trong các khối",
    "“{}” asks for a file inside a block": "Câu hỏi “{}” xin tệp ở trong một khối",
    "“{}” is of the kind {}": "Câu hỏi “{}” thuộc loại {}",
    "“{}” has one answer for each row": "Câu hỏi “{}” mỗi dòng có một câu trả lời",
    "“{}” names a person whom the law protects": "Câu hỏi “{}” làm lộ người được luật bảo vệ",
    "the list “{}” stands inside a block": "Danh sách “{}” nằm trong một khối",
    "the example of “{}” is refused ({})": "Ví dụ của “{}” không hợp lệ ({})",
    "no field above is called “{}”": "Không có câu hỏi nào ở trên tên là “{}”",
    "no field above is called “{}”: it is asked further down": (
        "Câu hỏi “{}” đứng sau câu hỏi này, nên chưa có câu trả lời"
    ),
    "no field beside is called “{}”": "Không có câu hỏi nào bên cạnh tên là “{}”",
    "no field is called “{}”": "Không có câu hỏi nào tên là “{}”",
    "no kind is called “{}”": "Không có loại trả lời “{}”",
    "no workflow is called “{}”": "Không có quy trình “{}”",
    "no document is called “{}”": "Không có mẫu giấy tờ “{}”",
    "no state is called “{}”": "Quy trình không có tình trạng “{}”",
    "no event is called “{}”": "Quy trình không có mốc “{}”",
    "no code list is called “{}”": "Không có danh mục “{}”",
    "no shared sections are called “{}”": "Không có bộ phần dùng chung “{}”",
    "no answers lead here: the condition can never be true": (
        "Không ai đến được đây: điều kiện không bao giờ đúng"
    ),
    "two fields are called “{}”": "Hai câu hỏi cùng tên gọi “{}”",
    "two fields in “{}” are called “{}”": "Trong “{}” có hai câu hỏi cùng tên gọi “{}”",
    "two sections are called “{}”": "Hai phần cùng tên gọi “{}”",
    "more than {} fields": "Có hơn {} câu hỏi",
    "the workflow needs reasons for “{}”": "Quy trình cần danh mục lý do cho “{}”",
    "filing starts no deadline, so no day can be promised": (
        "Nộp hồ sơ không mở thời hạn nào, nên không hẹn được ngày trả lời"
    ),
    "it ends before it begins": "Ngày hết hiệu lực đứng trước ngày có hiệu lực",
    "a partial service needs its published reason": ("Dịch vụ một phần phải ghi lý do đã công bố"),
    "lists need a name or a pseudonym": "Danh sách cần tên người nộp hoặc tên gọi thay",
    "a key holds small letters, digits and _": (
        "Tên gọi chỉ gồm chữ thường không dấu, số và dấu _"
    ),
    "the list is empty": "Danh sách còn trống",
    "{} is no mark": "{} không phải là dấu nguồn",
    "{} is no unit": "{} không phải là cách tính ngày",
    "a shape has {} to {} characters": "Khuôn mẫu dài từ {} đến {} ký tự",
    "this shape has groups, alternatives or marks that are not allowed": (
        "Khuôn mẫu có nhóm, có nhánh hoặc có dấu không được dùng"
    ),
    "this shape can take too long to try": "Khuôn mẫu này thử quá lâu",
    "two versions of {} are in force on {}": "Hai phiên bản của {} cùng có hiệu lực ngày {}",
    "version {} of {} stands in two files": "Phiên bản {} của {} đã có",
    "version {} of {} is published or used already": "Phiên bản {} của {} đã công bố hoặc đã dùng",
    "{} has reached version {}": "{} đã đến phiên bản {}",
    "another version of {} begins on {}": "Một phiên bản khác của {} có hiệu lực từ {}",
    "{} is not a procedure of your agency": "{} không phải thủ tục của cơ quan bạn",
    "the file is too large": "Văn bản quá lớn",
    "the file holds no named values": "Văn bản không có mục nào có tên",
    "not YAML ({})": "Văn bản không đúng cách viết ({})",
    "anchors (& and *) are not allowed": "Không được dùng dấu & và * để nhắc lại",
    "too deep a nest": "Các mục lồng nhau quá sâu",
    "“{}” has no such value": "Mục “{}” không nhận giá trị này",
    "“{}” is out of range": "Số ở mục “{}” ngoài khoảng cho phép",
    "“{}” is too small": "Số ở mục “{}” nhỏ quá",
    "“{}” has signs that do not fit": "Mục “{}” có ký tự không dùng được",
    "“{}”: {}": "Mục “{}” chưa đúng ({})",
    "the list is too short": "Danh sách ngắn quá",
    "this is no day": "Đây không phải là ngày",
    "the file cannot be read ({})": "Không đọc được tệp ({})",
    "the file is not UTF-8": "Tệp không lưu theo UTF-8",
    "there is no such directory": "Không có thư mục này",
    "no rule of limitation is called “{}” on {}": "Không có quy tắc thời hiệu “{}” vào ngày {}",
    "no rule of limitation named here has {} days": (
        "Không quy tắc thời hiệu nào ghi ở đây dài {} ngày"
    ),
    "an obstacle needs its first and its last day": "Trở ngại cần cả ngày đầu và ngày cuối",
    "“{}” does not ask for a date": "Câu hỏi “{}” không hỏi ngày",
    "“{}” cannot be declared in a file": "Không thể cam đoan “{}” bằng tệp",
    "two columns would be called “{}”": "Tệp sẽ có hai cột cùng tên “{}”",
    "no list or number above is called “{}”": "Ở trên không có danh sách hay số nào tên là “{}”",
    "no text above is called “{}”": "Ở trên không có câu hỏi chữ nào tên là “{}”",
    "the steps of “rows_by” are out of order": "Các mức của “rows_by” chưa xếp từ nhỏ đến lớn",
    "from {} people on no list would do": "Từ {} người trở lên thì không danh sách nào vừa",
    "no guide is called “{}”": "Không có trang hướng dẫn “{}”",
    "version {} of {} was used and cannot be changed": (
        "Phiên bản {} của {} đã có người dùng nên không được sửa"
    ),
    "version {} of {} was used, and a shared part of it was changed since": (
        "Phiên bản {} của {} đã có người dùng, và phần dùng chung của nó đã bị sửa"
    ),
    "version {} of {} is released, and it or a shared part of it was changed": (
        "Phiên bản {} của {} đã ban hành, nhưng nó hoặc phần dùng chung của nó đã bị sửa"
    ),
    "this line does not say a code, a version and a digest": (
        "Dòng này không ghi đủ mã thủ tục, phiên bản và mã băm"
    ),
    "version {} of {} is noted twice": "Phiên bản {} của {} được ghi hai lần",
    "version {} of {} stands in {}.yaml already": "Phiên bản {} của {} đã có trong {}.yaml",
    "version {} of {} begins on {} too": "Phiên bản {} của {} cũng bắt đầu ngày {}",
}
MEND: Mapping[str, str] = {
    "take it back as it was; what is lost is noted anew by ./motcua procedures lock": (
        "Trả dòng về như cũ; dòng đã mất được ghi lại bằng ./motcua procedures lock."
    ),
    "remove the line that was added later": "Bỏ dòng thêm sau.",
    "use {} to {}": "Ghi số từ {} đến {}.",
    "use {} or more": "Ghi số từ {} trở lên.",
    "give {} or more": "Ghi ít nhất {} dòng.",
    "use letters without accents, digits and hyphens only": (
        "Chỉ dùng chữ không dấu, số và dấu nối."
    ),
    "write YYYY-MM-DD or today": "Ghi YYYY-MM-DD hoặc today.",
    "check its permissions": "Xem lại quyền đọc tệp.",
    "save it as UTF-8": "Lưu lại theo UTF-8.",
    "make the directory, or correct MOTCUA_PROCEDURES_DIR": (
        "Tạo thư mục, hoặc sửa MOTCUA_PROCEDURES_DIR."
    ),
    "give obstacle_from and obstacle_to, or neither": (
        "Ghi cả obstacle_from và obstacle_to, hoặc bỏ cả hai."
    ),
    "name a question for a date by its path": "Chọn một câu hỏi về ngày.",
    "name a question of the kind date": "Chọn một câu hỏi thuộc loại ngày.",
    "let the deadline and the rule agree": "Cho thời hạn và quy tắc thời hiệu khớp nhau.",
    "give each question its own label": "Đặt cho mỗi câu hỏi một lời riêng.",
    "move it out of the list, or remove “upload”": "Đưa ra ngoài danh sách, hoặc bỏ “upload”.",
    "name one that is asked above": "Chọn một câu hỏi đứng trước.",
    "name a text that is asked above": "Chọn một câu hỏi chữ đứng trước.",
    "let “from” grow from step to step": "Xếp các mức “from” từ nhỏ đến lớn.",
    "correct “min” and “max”": "Sửa “min” và “max”.",
    "leave it as it was; put the change into a new version, and a part under a new name": (
        "Giữ nguyên như cũ; ghi thay đổi vào phiên bản mới, phần dùng chung thì đặt tên mới."
    ),
    "let this one begin on another day": "Cho phiên bản này có hiệu lực từ ngày khác.",
    "add a line “{}: …”": "Hãy điền mục này.",
    "remove it or correct its spelling": "Bỏ mục này hoặc sửa tên, ở trang “Văn bản”.",
    "give it a value or remove the line": "Điền vào, hoặc bỏ dòng này.",
    "write the text": "Hãy viết vào đây.",
    "shorten the text": "Viết ngắn lại.",
    "put the text in quotes": "Viết lại thành chữ.",
    "write digits only": "Chỉ ghi chữ số.",
    "write true or false": "Chọn có hoặc không.",
    "write it as YYYY-MM-DD": "Ghi đủ ngày, tháng, năm bằng số.",
    "begin each entry with “- ” on its own line": "Sửa ở trang “Văn bản”.",
    "write “name: value” lines": "Điền các ô của mục này.",
    "write “{}: {vi: …, en: …}”": "Viết cả hai thứ tiếng.",
    "remove one of the two": "Bỏ một trong hai.",
    "correct one of the two": "Sửa một trong hai.",
    "correct one of the two dates": "Sửa một trong hai ngày.",
    "correct the value": "Sửa lại ô này.",
    "correct the key": "Sửa tên gọi.",
    "correct the name": "Sửa tên.",
    "correct the example": "Sửa ví dụ.",
    "correct the condition, or remove what it hides": "Sửa điều kiện, hoặc bỏ phần bị ẩn.",
    "use {}": "Dùng: {}.",
    "name a field that is asked above this one": "Chọn một câu hỏi đứng trước câu này.",
    "name a field that is asked above this one, or move that field up": (
        "Chọn một câu hỏi đứng trước, hoặc đưa câu hỏi kia lên trên."
    ),
    "name a field by its path": "Chọn một câu hỏi trong danh sách.",
    "name a field of the same block": "Ghi tên gọi của một câu hỏi trong cùng khối.",
    "name a field of the kind {}": "Chọn câu hỏi thuộc loại: {}.",
    "let one of the two conditions go": "Bỏ một trong hai điều kiện.",
    "rename one of the two": "Đổi tên một trong hai.",
    "rename one of them": "Đổi tên một câu hỏi.",
    "give each section its own key": "Đặt cho mỗi phần một tên gọi riêng.",
    "give each field its own key": "Đặt cho mỗi câu hỏi một tên gọi riêng.",
    "give each option its own value": "Đặt cho mỗi lựa chọn một tên gọi riêng.",
    "give one deadline the start {}": "Thêm một thời hạn tính từ: {}.",
    "add “example: …”": "Thêm ví dụ cho câu hỏi.",
    "add “reason: {vi: …, en: …}”": "Viết lý do bằng cả hai thứ tiếng.",
    "add “{}: [name of a code list]”": "Thêm danh mục cho “{}” ở trang “Văn bản”.",
    "add at least one entry": "Thêm ít nhất một dòng.",
    "offer fewer": "Bớt lựa chọn.",
    "ask less": "Bớt câu hỏi.",
    "use at most {} levels of blocks": "Dùng nhiều nhất {} lớp khối.",
    "put it directly into the section": "Đặt thẳng vào phần, không đặt trong khối.",
    "use it inside the row, or sum it up": "Dùng trong dòng, hoặc cộng lại.",
    "use “pseudonym: {vi: …, en: …}” instead": "Bỏ trống ô này và ghi tên gọi thay.",
    "give “applicant: path” or, where the law protects the person, "
    "“pseudonym: {vi: …, en: …}”": "Chọn câu hỏi, hoặc ghi tên gọi thay nếu luật bảo vệ người nộp.",
    "write {field: …, is: …}, {field: …, in: […]}, {field: …, filled: true}, "
    "{not: …}, {all: […]} or {any: […]}": "Lập lại điều kiện bằng các ô chọn.",
    "write {count: field}, {sum: list.field} or {sum: [a, b]}, {days_between: [from, to]}, "
    "{concat: [a, b]} or {age: date_of_birth}": "Chọn phép tính và ghi tên gọi các câu hỏi.",
    "write it shorter, or split the question": "Viết ngắn lại, hoặc tách thành hai câu hỏi.",
    "use letters, [classes], \\d, \\w and counts such as {1,5} only": (
        "Chỉ dùng chữ, [nhóm ký tự], \\d, \\w và số lần như {1,5}."
    ),
    "give each repetition an upper limit: {1,20}": "Ghi số lần nhiều nhất: {1,20}.",
    "end the earlier one the day before": "Cho phiên bản trước hết hiệu lực một ngày trước đó.",
    "raise the version": "Tăng số phiên bản.",
    "set “version: {}”": "Ghi phiên bản số {}.",
    "let this one begin later": "Cho phiên bản này có hiệu lực sau ngày đó.",
    "give yours a code of its own": "Đặt cho thủ tục của bạn một mã riêng.",
    "keep it below one megabyte": "Giữ dưới một megabyte.",
    "check the indents and the quotes": "Xem lại chỗ thụt dòng và dấu ngoặc kép.",
    "begin with “code: …”": "Bắt đầu bằng “code: …”.",
    "write the value out": "Viết lại đầy đủ.",
    "use fewer levels": "Bớt lớp lồng nhau.",
    "remove the unreadable characters": "Bỏ các ký tự không đọc được.",
}
