"""The questions of the limitation check, read from the address and drawn again as answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from forms.control import Control, Option
from forms.guidance.limitation import Known, Obstacle, Rule
from forms.guidance.limitation_file import Rules
from forms.kinds.base import Drawing, Refused
from forms.kinds.dates import WholeDate
from forms.text import NO_TEXT, Text
from services.web.languages import language, words

SENT = "tinh"
KIND, DAY, REMOTE = "loai", "ngay", "vung"
OBSTACLES = 3
DATE = WholeDate(latest="today")
REMOTE_ANSWERS = {"co": True, "khong": False}
DAY_LABEL = Text(
    "Ngày bạn nhận được, hoặc biết có quyết định, hành vi",
    "The day you received the decision, or learned of the decision or act",
)
FROM = Text("Trở ngại {number}: từ ngày", "Obstacle {number}: from")
TO = Text("Trở ngại {number}: đến ngày", "Obstacle {number}: to")
NOT_FILLED = Text(
    "Bạn chưa điền “{label}”. Hãy ghi đủ ngày, tháng, năm.",
    "“{label}” is empty. Give day, month and year.",
)
ENDS_EARLY = Text(
    "“{label}” phải là ngày sau ngày bắt đầu. Hãy sửa lại.",
    "“{label}” must come after the first day. Correct it.",
)


@dataclass
class Asked:
    """What came in the address: raw as typed, the answers that pass, and what is wrong."""

    rules: tuple[Rule, ...]
    args: MultiDict[str, str]
    today: date
    is_sent: bool
    days: dict[str, date] = field(default_factory=dict)
    errors: dict[str, Text] = field(default_factory=dict)

    @property
    def rule(self) -> Rule | None:
        wanted = self.args.get(KIND, "")
        return next((rule for rule in self.rules if rule.key == wanted), None)

    @property
    def known(self) -> Known | None:
        if self.errors or DAY not in self.days:
            return None
        obstacles = [
            Obstacle(self.days[start], self.days[end])
            for start, end in pairs()
            if start in self.days and end in self.days
        ]
        return Known(
            day=self.days[DAY],
            obstacles=obstacles,
            remote=REMOTE_ANSWERS.get(self.args.get(REMOTE, "")),
        )

    @cached_property
    def kind_error(self) -> str:
        if self.is_sent and self.rule is None:
            return str(_("Bạn chưa chọn loại khiếu nại. Hãy chọn một loại."))
        return ""

    @property
    def error_list(self) -> list[tuple[str, str]]:
        kind = [(KIND, self.kind_error)] if self.kind_error else []
        return [*kind, *((name, words(text)) for name, text in self.errors.items())]

    @property
    def kind(self) -> Control:
        return Control(
            name=KIND,
            id=KIND,
            widget="radios",
            label=_("Bạn khiếu nại gì?"),
            error=self.kind_error,
            value=self.args.get(KIND, ""),
            options=tuple(Option(rule.key, words(rule.title)) for rule in self.rules),
        )

    @property
    def day(self) -> Control:
        label = self.rule.start if self.rule else DAY_LABEL
        return self._date(DAY, label)

    @property
    def remote(self) -> Control:
        return Control(
            name=REMOTE,
            id=REMOTE,
            widget="radios",
            label=_("Bạn ở vùng sâu, vùng xa, đi lại khó khăn?"),
            hint=_("Chỉ khiếu nại lần hai có thời hạn dài hơn cho nơi này."),
            value=self.args.get(REMOTE, ""),
            required=False,
            options=(
                Option("co", _("Có")),
                Option("khong", _("Không")),
                Option("khong-ro", _("Không rõ")),
            ),
        )

    @property
    def obstacles(self) -> list[Control]:
        return [
            self._date(name, label.format(number=number))
            for number, pair in enumerate(pairs(), start=1)
            for name, label in zip(pair, (FROM, TO), strict=True)
        ]

    @property
    def has_obstacles(self) -> bool:
        names = [name for pair in pairs() for name in pair]
        return any(_raw(name, self.args) or name in self.errors for name in names)

    def _date(self, name: str, label: Text) -> Control:
        return DATE.control(
            Drawing(
                name=name,
                label=label,
                hint=NO_TEXT,
                required=name == DAY,
                raw=_raw(name, self.args),
                beside={},
                errors=self.errors,
                language=language(),
                today=self.today,
            )
        )


def read(args: MultiDict[str, str], rules: Rules, today: date) -> Asked:
    asked = Asked(rules.current(today), args, today, is_sent=SENT in args)
    if asked.is_sent:
        _check(asked)
    return asked


def pairs() -> Iterator[tuple[str, str]]:
    """Name the first and the last day of each obstacle."""
    return ((f"tu{number}", f"den{number}") for number in range(1, OBSTACLES + 1))


def _check(asked: Asked) -> None:
    _check_day(asked, DAY, asked.rule.start if asked.rule else DAY_LABEL, required=True)
    for number, (start, end) in enumerate(pairs(), start=1):
        labels = FROM.format(number=number), TO.format(number=number)
        either = bool(_raw(start, asked.args) or _raw(end, asked.args))
        _check_day(asked, start, labels[0], required=either)
        _check_day(asked, end, labels[1], required=either)
        if {start, end} <= asked.days.keys() and asked.days[end] < asked.days[start]:
            asked.errors[end] = _about(ENDS_EARLY, labels[1])


def _check_day(asked: Asked, name: str, label: Text, *, required: bool) -> None:
    raw = _raw(name, asked.args)
    if not raw:
        if required:
            asked.errors[name] = _about(NOT_FILLED, label)
        return
    try:
        asked.days[name] = date.fromisoformat(DATE.check(raw, asked.today, {}))
    except Refused as refused:
        asked.errors[name] = refused.about(label)


def _about(message: Text, label: Text) -> Text:
    return Refused(message).about(label)


def _raw(name: str, args: MultiDict[str, str]) -> object:
    return DATE.read(name, {key: args.getlist(key) for key in DATE.inputs(name)})
