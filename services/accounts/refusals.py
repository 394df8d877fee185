"""Why an account refuses something; `told` says it to the person."""

from datetime import datetime

from forms.text import NO_TEXT, Text


class AccountRefusal(Exception):
    """The account does not allow it."""

    told: Text = NO_TEXT


class LoginPaused(AccountRefusal):
    """Too many wrong tries; `until` says when the next one is heard."""

    told = Text(
        "Đã thử sai nhiều lần. Hãy chờ 5 phút rồi thử lại.",
        "Too many wrong tries. Wait 5 minutes and try again.",
    )

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


class PasswordRefused(AccountRefusal):
    """The new password is too short, too long, or one of the first that anybody tries."""

    def __init__(self, told: Text) -> None:
        super().__init__(told.vi)
        self.told = told


class FactorNeeded(AccountRefusal):
    """The last second factor of an officer who has to have one stays."""

    told = Text(
        "Vai trò của bạn cần bước xác thực thứ hai. Hãy thêm một cách khác trước khi bỏ cách này.",
        "Your role needs a second factor. Add another one before you remove this one.",
    )


class PasskeyRefused(AccountRefusal):
    """What the browser sent does not prove that the key is there."""

    told = Text(
        "Chưa xác thực được bằng khóa truy cập. Hãy thử lại.",
        "The passkey could not be verified. Try again.",
    )


class PasskeyCopied(AccountRefusal):
    """The key counts backwards: somebody may have made a copy of it. It is closed."""

    told = Text(
        "Khóa truy cập này có thể đã bị sao chép nên không dùng được nữa. "
        "Hãy dùng cách khác và báo ngay người quản trị.",
        "This passkey may have been copied and is closed. "
        "Use another way and tell the administrator at once.",
    )


class TooManyPasskeys(AccountRefusal):
    """There are as many passkeys as one person may have."""

    told = Text(
        "Mỗi người có nhiều nhất 10 khóa truy cập. Hãy bỏ bớt một khóa.",
        "A person has ten passkeys at most. Remove one.",
    )


class UsernameTaken(AccountRefusal):
    """Another account has that name."""

    told = Text("Tên đăng nhập này đã có người dùng.", "This user name is taken.")


class RolesClash(AccountRefusal):
    """Whoever gives out accounts reads no dossier and keeps no key."""

    told = Text(
        "Người quản trị không đồng thời xử lý hồ sơ, kiểm toán hay giữ khóa.",
        "An administrator does not handle dossiers, audit or hold keys as well.",
    )


class NotYourAccount(AccountRefusal):
    """The account belongs to no agency that this administrator looks after."""

    told = Text(
        "Tài khoản này không thuộc cơ quan bạn quản trị.",
        "This account is not of an agency that you look after.",
    )


class NotYourself(AccountRefusal):
    """Nobody changes the own roles or closes the own account."""

    told = Text(
        "Bạn không tự đổi vai trò hay tự khóa tài khoản của mình. Hãy nhờ người quản trị khác.",
        "You cannot change your own roles or close your own account. Ask another administrator.",
    )
