"""Which passwords are taken: long ones that are not among the first that anybody tries."""

from dataclasses import dataclass

from forms import vietnamese
from forms.text import Text
from services.accounts import guessing, passwords
from services.accounts.models import Officer
from services.accounts.refusals import PasswordRefused

SHORTEST = 12
LONGEST = 128
# About thirty thousand million tries.
ENOUGH_BITS = 35.0

TOO_SHORT = Text(
    f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Bốn năm từ không liên quan đến nhau là tốt nhất.",
    f"A password needs {SHORTEST} characters at least. Four or five unrelated words are best.",
)
TOO_LONG = Text(
    f"Mật khẩu dài nhất {LONGEST} ký tự.", f"A password has {LONGEST} characters at most."
)
TOO_EASY = Text(
    "Mật khẩu này dễ đoán: nó ghép từ những từ, tên, ngày hay dãy phím thường gặp, hoặc từ tên "
    "của bạn và cơ quan. Hãy chọn mật khẩu khác.",
    "This password is easy to guess: it is made of common words, names, dates or rows of keys, or "
    "of your own name and office. Choose another one.",
)
THE_SAME = Text(
    "Mật khẩu mới giống mật khẩu cũ. Hãy chọn mật khẩu khác.",
    "The new password is the old one. Choose another one.",
)


@dataclass(frozen=True)
class Known:
    """What whoever attacks an account knows of it."""

    username: str = ""
    full_name: str = ""
    agency: str = ""
    symbol: str = ""

    @classmethod
    def of(cls, officer: Officer) -> "Known":
        agency = officer.agency
        return cls(officer.username, officer.full_name, agency.name, agency.symbol)

    def texts(self) -> tuple[str, ...]:
        return (self.username, self.full_name, self.agency, self.symbol)


def require_good(password: str, known: Known) -> None:
    """Go on only with a good password.

    Raises:
        PasswordRefused: it is not one; `told` says why.

    """
    length = len(vietnamese.nfc(password))
    if length < SHORTEST:
        raise PasswordRefused(TOO_SHORT)
    if length > LONGEST:
        raise PasswordRefused(TOO_LONG)
    if guessing.bits(password, known.texts()) < ENOUGH_BITS:
        raise PasswordRefused(TOO_EASY)


def set_own(officer: Officer, password: str) -> None:
    """Give the officer the password of the own choice.

    Raises:
        PasswordRefused: it is not good, or it is the one before.

    """
    require_good(password, Known.of(officer))
    if passwords.verify(officer.password_hash, password):
        raise PasswordRefused(THE_SAME)
    officer.password_hash = passwords.hash_password(password)
    officer.must_change = False
