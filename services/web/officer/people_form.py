"""The form for one account: name, position, agency and roles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import request
from flask_babel import gettext as _

from forms import vietnamese
from forms.control import Control, Option
from forms.kinds.base import typed
from forms.text import Text
from services.accounts.administration import Wish
from services.accounts.models import Officer
from services.agencies.models import Agency
from services.policy.table import Role
from services.web.languages import words

LONGEST = 120
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")

ROLES: dict[Role, tuple[Text, Text]] = {
    Role.RECEIVER: (
        Text("Người tiếp nhận", "Receiver"),
        Text("Tiếp nhận và xử lý hồ sơ.", "Receives and handles dossiers."),
    ),
    Role.DECIDER: (
        Text("Người giải quyết", "Decider"),
        Text("Quyết định về hồ sơ.", "Decides on dossiers."),
    ),
    Role.VERIFIER: (
        Text("Người xác minh", "Verifier"),
        Text("Chỉ xem hồ sơ được giao.", "Reads only the dossiers given to him or her."),
    ),
    Role.HEAD: (
        Text("Người phụ trách", "Head"),
        Text("Giao hồ sơ cho người khác.", "Gives dossiers to others."),
    ),
    Role.CLERK: (Text("Văn thư", "Clerk"), Text("Xem hồ sơ.", "Reads dossiers.")),
    Role.AUTHOR: (
        Text("Cán bộ pháp chế", "Legal officer"),
        Text("Soạn và duyệt thủ tục.", "Writes and approves procedures."),
    ),
    Role.ADMINISTRATOR: (
        Text("Người quản trị", "Administrator"),
        Text(
            "Quản lý tài khoản, không xem được hồ sơ. Không kiêm vai trò xử lý hồ sơ.",
            "Manages accounts and reads no dossier. Goes with no role that handles dossiers.",
        ),
    ),
    Role.AUDITOR: (
        Text("Kiểm toán viên", "Auditor"),
        Text("Đọc nhật ký kiểm toán.", "Reads the audit."),
    ),
    Role.CUSTODIAN: (
        Text("Người giữ khóa", "Custodian"),
        Text("Giữ một phần khóa danh tính.", "Holds a share of the custody key."),
    ),
}


@dataclass
class Given:
    """What was typed or what there is, and what is wrong with it."""

    username: str = ""
    full_name: str = ""
    position: str = ""
    agency: str = ""
    roles: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    def wish(self) -> Wish:
        return Wish(self.full_name, self.position, self.roles)


def of(officer: Officer) -> Given:
    return Given(officer.username, officer.full_name, officer.position, roles=tuple(officer.roles))


def read() -> Given:
    """Read what was sent; mistakes are said where they were made."""
    chosen = frozenset(request.form.getlist("roles"))
    given = Given(
        _line("username").lower(),
        _line("full_name"),
        _line("position"),
        request.form.get("agency", "")[:LONGEST],
        tuple(role.value for role in Role if role.value in chosen),
    )
    if _is_odd(given.full_name):
        given.errors["full_name"] = _(
            "Hãy nhập họ và tên, nhiều nhất %(most)s ký tự.", most=LONGEST
        )
    if _is_odd(given.position):
        given.errors["position"] = _("Hãy nhập chức vụ, nhiều nhất %(most)s ký tự.", most=LONGEST)
    if not given.roles:
        given.errors["roles"] = _("Hãy chọn ít nhất một vai trò.")
    return given


def read_new(agencies: Sequence[Agency]) -> Given:
    given = read()
    if not USERNAME.fullmatch(given.username):
        given.errors["username"] = _(
            "Từ 3 đến 40 ký tự: chữ thường không dấu, số, dấu chấm, gạch ngang, gạch dưới."
        )
    if given.agency not in {agency.code for agency in agencies}:
        given.errors["agency"] = _("Hãy chọn một cơ quan.")
    return given


def controls(given: Given) -> tuple[Control, ...]:
    roles = tuple(
        Option(role.value, words(name), hint=words(about)) for role, (name, about) in ROLES.items()
    )
    return (
        _input("full_name", _("Họ và tên"), given.full_name, given),
        _input("position", _("Chức vụ"), given.position, given),
        Control(
            "roles",
            "roles",
            "checkboxes",
            _("Vai trò"),
            error=given.errors.get("roles", ""),
            value=given.roles,
            options=roles,
        ),
    )


def controls_of_new(given: Given, agencies: Sequence[Agency]) -> tuple[Control, ...]:
    options = tuple(Option(agency.code, agency.name) for agency in agencies)
    chosen = given.agency or (options[0].value if len(options) == 1 else "")
    # Without an empty choice first, the browser would choose the first agency by itself.
    empty = Option("", _("Chọn"))
    return (
        _input("username", _("Tên đăng nhập"), given.username, given),
        Control(
            "agency",
            "agency",
            "select",
            _("Cơ quan"),
            error=given.errors.get("agency", ""),
            value=chosen,
            options=(empty, *options),
        ),
        *controls(given),
    )


def summary(drawn: Sequence[Control]) -> list[tuple[str, str]]:
    return [(control.id, control.error) for control in drawn if control.error]


def role_names(roles: Sequence[str]) -> str:
    return ", ".join(words(ROLES[role][0]) for role in Role if role.value in roles)


def _input(key: str, label: str, value: str, given: Given) -> Control:
    attrs = {"autocomplete": "off", "spellcheck": "false"}
    error = given.errors.get(key, "")
    return Control(key, key, "input", label, error=error, value=value, attrs=attrs)


def _is_odd(text: str) -> bool:
    return not text or len(text) > LONGEST or CONTROL.search(text) is not None


def _line(name: str) -> str:
    text = typed(request.form.get(name, ""))[: 2 * LONGEST]
    return " ".join(vietnamese.nfc(text).split())
