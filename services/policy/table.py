"""Who may do what: one table, read line by line; what it does not name is denied."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from forms.text import Text


class Role(StrEnum):
    """As what somebody works; an officer may hold several."""

    RECEIVER = "receiver"
    DECIDER = "decider"
    VERIFIER = "verifier"
    HEAD = "head"
    CLERK = "clerk"
    AUTHOR = "author"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    CUSTODIAN = "custodian"


class Action(StrEnum):
    """What can be asked for."""

    LIST = "dossier.list"
    READ = "dossier.read"
    HANDLE = "dossier.handle"
    READ_MESSAGES = "dossier.messages"
    WRITE_TO_PERSON = "dossier.write"
    TAKE = "dossier.take"
    ASSIGN = "dossier.assign"
    READ_CALENDAR = "calendar.read"
    CHANGE_CALENDAR = "calendar.change"
    READ_AUDIT = "audit.read"
    EXPORT_AUDIT = "audit.export"
    WRITE_PROCEDURES = "procedure.write"
    MANAGE_ACCOUNTS = "account.manage"
    READ_CUSTODY = "custody.read"
    HOLD_KEYS = "custody.hold"
    OPEN_IDENTITY = "identity.open"
    ASK_IDENTITY = "identity.ask"
    APPROVE_IDENTITY = "identity.approve"
    REDACT = "dossier.redact"
    READ_REDACTED = "dossier.read_redacted"
    ANSWER_DATA = "privacy.answer"
    HOLD_DOSSIERS = "retention.hold"


class Relation(IntEnum):
    """How near an officer stands to a dossier, or to whatever else an agency owns."""

    NONE = 0
    OWN = 1  # It belongs to the officer's agency.
    ASSIGNED = 2  # It was given to this officer.


LEVELS = ("ministry", "province", "commune")
ABOVE_COMMUNES = ("ministry", "province")


@dataclass(frozen=True)
class Grant:
    """What a role is allowed: from which nearness on, in agencies of which levels."""

    nearness: Relation = Relation.OWN
    levels: tuple[str, ...] = LEVELS


OWN = Grant()
ASSIGNED = Grant(Relation.ASSIGNED)
ANYWHERE = Grant(Relation.NONE)
# One calendar serves the installation: communes read it.
SHARED = Grant(Relation.NONE, ABOVE_COMMUNES)
EVERY_ROLE = dict.fromkeys(Role, ANYWHERE)

TABLE: Mapping[Action, Mapping[Role, Grant]] = {
    Action.LIST: {
        Role.RECEIVER: OWN,
        Role.DECIDER: OWN,
        Role.VERIFIER: OWN,
        Role.HEAD: OWN,
        Role.CLERK: OWN,
    },
    Action.READ: {
        Role.RECEIVER: OWN,
        Role.DECIDER: OWN,
        Role.VERIFIER: ASSIGNED,
        Role.HEAD: OWN,
        Role.CLERK: OWN,
    },
    Action.HANDLE: {Role.RECEIVER: OWN, Role.DECIDER: OWN, Role.HEAD: OWN},
    # Of a sealed dossier, what is told by `services.policy.protection`.
    Action.READ_MESSAGES: {
        Role.RECEIVER: OWN,
        Role.DECIDER: OWN,
        Role.VERIFIER: ASSIGNED,
        Role.HEAD: OWN,
    },
    Action.WRITE_TO_PERSON: {Role.RECEIVER: OWN, Role.DECIDER: OWN, Role.HEAD: OWN},
    Action.TAKE: {Role.RECEIVER: OWN, Role.DECIDER: OWN, Role.HEAD: OWN},
    Action.ASSIGN: {Role.HEAD: OWN},
    Action.READ_CALENDAR: EVERY_ROLE,
    Action.CHANGE_CALENDAR: {Role.HEAD: SHARED, Role.ADMINISTRATOR: SHARED},
    Action.READ_AUDIT: {Role.AUDITOR: OWN},
    Action.EXPORT_AUDIT: {Role.AUDITOR: OWN},
    Action.WRITE_PROCEDURES: {Role.AUTHOR: OWN},
    Action.MANAGE_ACCOUNTS: {Role.ADMINISTRATOR: OWN},
    Action.READ_CUSTODY: EVERY_ROLE,
    Action.ANSWER_DATA: {Role.RECEIVER: OWN, Role.DECIDER: OWN, Role.HEAD: OWN},
    Action.HOLD_DOSSIERS: {Role.DECIDER: OWN, Role.HEAD: OWN},
    # Communes use the key of their province.
    Action.HOLD_KEYS: {Role.CUSTODIAN: Grant(Relation.OWN, ABOVE_COMMUNES)},
    # What each of them then sees is told by `services.policy.protection`.
    Action.OPEN_IDENTITY: {Role.RECEIVER: ASSIGNED, Role.DECIDER: OWN},
    Action.ASK_IDENTITY: {
        Role.RECEIVER: OWN,
        Role.VERIFIER: ASSIGNED,
        Role.HEAD: OWN,
        Role.CLERK: OWN,
    },
    # The law lets the decider release an identity with a reason.
    Action.APPROVE_IDENTITY: {Role.DECIDER: OWN},
    # Whoever may open a dossier may make a copy of it in which the identity is painted over.
    Action.REDACT: {Role.RECEIVER: ASSIGNED, Role.DECIDER: OWN},
    Action.READ_REDACTED: {
        Role.RECEIVER: ASSIGNED,
        Role.DECIDER: OWN,
        Role.VERIFIER: ASSIGNED,
    },
}

WHY: Mapping[Action, Text] = {
    Action.LIST: Text(
        "Danh sách hồ sơ dành cho người tiếp nhận, giải quyết, xác minh, văn thư và phụ trách.",
        "The list of dossiers is for those who receive, decide, verify, register or lead.",
    ),
    Action.READ: Text(
        "Bạn không được giao xem hồ sơ này. Hãy hỏi người phụ trách nếu bạn cần xem.",
        "This dossier is not yours to read. Ask the head of the office if you need it.",
    ),
    Action.HANDLE: Text(
        "Việc này do người tiếp nhận, người giải quyết hoặc người phụ trách làm.",
        "This is done by the receiver, the decider or the head.",
    ),
    Action.READ_MESSAGES: Text(
        "Tin nhắn do người tiếp nhận, giải quyết, phụ trách và người xác minh được giao đọc.",
        "Messages are read by receivers, deciders, the head and the verifier in charge.",
    ),
    Action.WRITE_TO_PERSON: Text(
        "Nhắn tin cho người nộp là việc của người tiếp nhận, người giải quyết, người phụ trách.",
        "A receiver, a decider or the head writes to the applicant.",
    ),
    Action.TAKE: Text(
        "Chỉ người tiếp nhận, người giải quyết hoặc người phụ trách được nhận hồ sơ về mình.",
        "Only a receiver, a decider or the head takes a dossier over.",
    ),
    Action.ASSIGN: Text(
        "Chỉ người phụ trách được giao hồ sơ cho người khác.",
        "Only the head gives a dossier to somebody else.",
    ),
    Action.READ_CALENDAR: Text(
        "Bạn chưa được giao vai trò nào. Hãy hỏi người quản trị.",
        "You hold no role yet. Ask the administrator.",
    ),
    Action.CHANGE_CALENDAR: Text(
        "Lịch do cơ quan cấp bộ và cấp tỉnh ghi; người phụ trách hoặc quản trị được sửa.",
        "The calendar is kept by ministry and province, by the head or the administrator.",
    ),
    Action.READ_AUDIT: Text(
        "Nhật ký kiểm toán chỉ dành cho kiểm toán viên.", "The audit is for auditors only."
    ),
    Action.EXPORT_AUDIT: Text(
        "Chỉ kiểm toán viên được xuất nhật ký.", "Only auditors export the audit."
    ),
    Action.WRITE_PROCEDURES: Text(
        "Chỉ cán bộ pháp chế được soạn thủ tục.", "Only legal officers write procedures."
    ),
    Action.MANAGE_ACCOUNTS: Text(
        "Chỉ người quản trị được quản lý tài khoản.", "Only administrators manage accounts."
    ),
    Action.READ_CUSTODY: Text(
        "Bạn chưa được giao vai trò nào. Hãy hỏi người quản trị.",
        "You hold no role yet. Ask the administrator.",
    ),
    Action.HOLD_KEYS: Text(
        "Chỉ người giữ khóa được làm việc này.", "Only key holders may do this."
    ),
    Action.OPEN_IDENTITY: Text(
        "Chỉ người tiếp nhận được giao hồ sơ và người giải quyết tự mở danh tính.",
        "Only the receiver in charge and the decider open an identity themselves.",
    ),
    Action.ASK_IDENTITY: Text(
        "Bạn không được giao việc gì trong hồ sơ này nên không thể yêu cầu xem danh tính.",
        "You have no part in this dossier, so you cannot ask for the identity.",
    ),
    Action.APPROVE_IDENTITY: Text(
        "Chỉ người giải quyết được duyệt yêu cầu xem danh tính.",
        "Only the decider answers requests to see an identity.",
    ),
    Action.REDACT: Text(
        "Chỉ người tiếp nhận được giao hồ sơ và người giải quyết làm bản lược bỏ.",
        "Only the receiver in charge and the decider make redacted copies.",
    ),
    Action.READ_REDACTED: Text(
        "Bản lược bỏ dành cho người xác minh, người tiếp nhận được giao hồ sơ và người giải quyết.",
        "The redacted copy is for the verifier and the receiver in charge, and for the decider.",
    ),
    Action.ANSWER_DATA: Text(
        "Yêu cầu về dữ liệu cá nhân do người tiếp nhận, người giải quyết, người phụ trách trả lời.",
        "Requests about personal data are answered by a receiver, a decider or the head.",
    ),
    Action.HOLD_DOSSIERS: Text(
        "Chỉ người giải quyết hoặc người phụ trách được giữ lại hồ sơ hay đưa hồ sơ trở lại.",
        "Only a decider or the head holds a dossier back or brings one back.",
    ),
}
