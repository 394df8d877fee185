"""Why the custodian refuses, each told to the person in plain words."""

from forms.text import Text


class CustodyRefusal(Exception):
    """The base of all refusals here; `told` is for the person."""

    told = Text("Không thực hiện được.", "This cannot be done.")


class CustodianAway(CustodyRefusal):
    """The custodian's process does not answer."""

    told = Text(
        "Tiến trình giữ khóa không trả lời. Người dân vẫn nộp đơn được, nhưng chưa mở được danh "
        "tính nào. Hãy báo người quản trị máy chủ.",
        "The custodian process does not answer. People can still file, but no identity can be "
        "opened. Tell the administrator of the server.",
    )


class KeySealed(CustodyRefusal):
    """The key has not been unlocked since the custodian last sealed it."""

    told = Text(
        "Khóa đang niêm phong. Những người giữ khóa cần mở khóa trước.",
        "The key is sealed. Its holders have to unlock it first.",
    )


class WrongPassphrase(CustodyRefusal):
    """The passphrase does not open the holder's share."""

    told = Text("Cụm mật khẩu giữ khóa chưa đúng.", "The passphrase is wrong.")


class NothingGiven(CustodyRefusal):
    """Neither a passphrase nor words came: no try, nobody guessed anything."""

    told = Text(
        "Chưa có gì để mở phần khóa. Hãy nhập cụm mật khẩu hoặc các từ trên giấy. Sau khi xác nhận "
        "lại danh tính, chúng phải được nhập lại.",
        "Nothing was given that opens the share. Type the passphrase or the words from paper. "
        "After showing again who you are they have to be typed once more.",
    )


class WrongWords(CustodyRefusal):
    """The words are no share: one is misspelt, missing or in the wrong place."""

    told = Text(
        "Các từ này chưa đúng: có từ viết sai, thiếu hoặc sai thứ tự. Hãy so lại với bản ghi.",
        "These words are not right: one is misspelt, missing or out of order. Compare them with "
        "your notes.",
    )


class ForeignShare(CustodyRefusal):
    """The words are a share, but of another key or another holder."""

    told = Text(
        "Các từ này thuộc về khóa khác hoặc người giữ khác. Hãy lấy đúng bản ghi của mình.",
        "These words belong to another key or another holder. Take your own notes.",
    )


class NotAHolder(CustodyRefusal):
    """This officer holds no share of this key."""

    told = Text("Bạn không giữ phần nào của khóa này.", "You hold no part of this key.")


class TooManyTries(CustodyRefusal):
    """Too many wrong passphrases in a row for one share."""

    told = Text(
        "Đã sai quá nhiều lần. Hãy chờ 5 phút rồi thử lại.",
        "Too many wrong tries. Wait 5 minutes, then try again.",
    )


class WeakPassphrase(CustodyRefusal):
    """The passphrase is too short to protect a share."""

    told = Text(
        "Cụm mật khẩu cần ít nhất 14 ký tự. Bốn năm từ không liên quan đến nhau là tốt nhất.",
        "The passphrase needs at least 14 characters. Four or five unrelated words are best.",
    )


class BadPlan(CustodyRefusal):
    """The holders and the threshold make no safe key."""

    told = Text(
        "Cần từ 3 đến 9 người giữ, ít nhất 2 người mới mở được khóa, và phải mở được khi vắng "
        "một người.",
        "There must be 3 to 9 holders, at least 2 to unlock, and one of them may be away.",
    )


class CeremonyUnderWay(CustodyRefusal):
    """A key is already being made for this agency."""

    told = Text(
        "Cơ quan này đang lập một khóa. Hãy hoàn thành hoặc hủy lần đó trước.",
        "A key is already being made for this agency. Finish or cancel that first.",
    )


class NoCeremony(CustodyRefusal):
    """No key is being made, or the custodian was restarted meanwhile."""

    told = Text(
        "Hiện không có lần lập khóa nào. Nếu đang lập dở mà máy khởi động lại, hãy lập lại từ đầu.",
        "No key is being made. If the custodian was restarted meanwhile, begin again.",
    )


class NotApproved(CustodyRefusal):
    """The request is not approved, or was closed, or ran out."""

    told = Text(
        "Yêu cầu này chưa được duyệt, đã đóng hoặc đã hết hạn.",
        "This request is not approved, is closed, or has expired.",
    )


class OwnApproval(CustodyRefusal):
    """Nobody approves a request of their own."""

    told = Text("Không ai tự duyệt yêu cầu của mình.", "Nobody approves their own request.")


class TooManyOpenings(CustodyRefusal):
    """More dossiers than a person can read are being opened."""

    told = Text(
        "Đã mở quá nhiều hồ sơ trong thời gian ngắn. Hãy chờ một phút.",
        "Too many dossiers were opened in a short time. Wait a minute.",
    )


class SealBroken(CustodyRefusal):
    """What is kept for this dossier is not what was sealed for it."""

    told = Text(
        "Dữ liệu niêm phong của hồ sơ này không còn nguyên vẹn. Sự việc đã được ghi lại.",
        "The sealed data of this dossier is not intact. This has been recorded.",
    )


class NothingToMove(CustodyRefusal):
    """There is no newer key to which the dossiers could go over."""

    told = Text(
        "Chưa có khóa mới để chuyển sang. Hãy lập khóa mới trước.",
        "There is no new key to go over to. Make one first.",
    )


class NoCustodyKey(CustodyRefusal):
    """Neither the agency nor any above it has a custody key."""

    told = Text(
        "Cơ quan này và các cơ quan cấp trên chưa có khóa bảo vệ danh tính, nên chưa nhận được "
        "đơn cần giữ bí mật qua mạng.",
        "Neither this agency nor one above it has a custody key yet, so it cannot take "
        "confidential petitions online.",
    )


class DemoKeyInProduction(CustodyRefusal):
    """A key whose passphrase everybody knows protects nobody."""

    told = Text(
        "Khóa dùng thử không được dùng khi chạy thật. Hãy lập khóa của cơ quan.",
        "Demo keys are refused in production. Make a key of your own.",
    )


class NoTokenModule(CustodyRefusal):
    """The library that speaks to the token is not there, or is none."""

    told = Text(
        "Không có hoặc không dùng được thư viện PKCS#11 này. Hãy kiểm tra đường dẫn tới tệp .so "
        "của nhà sản xuất thiết bị.",
        "There is no PKCS#11 library at this path, or it does not work. Check the path of the .so "
        "file of the token's maker.",
    )


class NoSuchToken(CustodyRefusal):
    """No token with this label is plugged in, or more than one."""

    told = Text(
        "Không thấy thiết bị có nhãn này, hoặc có nhiều hơn một. Hãy cắm đúng thiết bị của bạn và "
        "xem lại nhãn.",
        "No token has this label, or more than one has. Plug in your own and check its label.",
    )


class WrongPin(CustodyRefusal):
    """The PIN does not open the token, or the token has locked itself."""

    told = Text(
        "Mã PIN chưa đúng, hoặc thiết bị đã tự khóa. Sau vài lần sai, thiết bị tự khóa và chỉ còn "
        "các từ trên giấy.",
        "The PIN is wrong, or the token has locked itself. After some wrong PINs it does; then "
        "only the words from paper are left.",
    )


class NoTokenKey(CustodyRefusal):
    """The token has no key that decrypts and stays in it, and makes none."""

    told = Text(
        "Thiết bị không có khóa RSA phù hợp và không tự tạo được. Hãy tạo khóa RSA giải mã được, "
        "không sao chép ra ngoài được, bằng công cụ của nhà sản xuất.",
        "The token has no suitable RSA key and makes none. Make one that decrypts and cannot be "
        "copied out, with the tool of the token's maker.",
    )


class ForeignToken(CustodyRefusal):
    """The share was put under another token."""

    told = Text(
        "Phần khóa này được cất bằng thiết bị khác. Hãy cắm thiết bị đã dùng khi lập khóa.",
        "This share is under another token. Plug in the one that was used when it was handed out.",
    )


class TokenFault(CustodyRefusal):
    """The token does not do what it should."""

    told = Text(
        "Thiết bị không trả lời đúng. Hãy rút ra, cắm lại rồi thử lại, hoặc dùng các từ trên giấy.",
        "The token does not answer properly. Unplug it, plug it in and try again, or use the words "
        "from paper.",
    )


class BadMessage(CustodyRefusal):
    """What was sent to the custodian makes no sense."""


BY_NAME: dict[str, type[CustodyRefusal]] = {
    refusal.__name__: refusal for refusal in CustodyRefusal.__subclasses__()
}
