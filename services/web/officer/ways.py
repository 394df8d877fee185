"""The officers' own way around: the parts behind the sign-in, and who is shown each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import g, request
from flask_babel import LazyString, lazy_gettext

from services.policy.table import Action
from services.web.officer.desk import blueprint, may

INBOX = "/can-bo/"


@dataclass(frozen=True)
class Way:
    """One entry of the navigation.

    below: other addresses that belong to it
    """

    target: str
    label: LazyString
    action: Action
    below: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Tell whether a page lies within this part."""
        if self.target == INBOX:
            return path in {INBOX, INBOX.rstrip("/")} or path.startswith(self.below)
        return path.startswith((self.target, *self.below))


WAYS = (
    Way(INBOX, lazy_gettext("Hồ sơ"), Action.LIST, below=("/can-bo/ho-so/",)),
    Way(
        "/can-bo/yeu-cau-danh-tinh",
        lazy_gettext("Yêu cầu xem danh tính"),
        Action.APPROVE_IDENTITY,
    ),
    Way("/can-bo/du-lieu-ca-nhan", lazy_gettext("Dữ liệu cá nhân"), Action.ANSWER_DATA),
    Way("/can-bo/lich", lazy_gettext("Lịch làm việc"), Action.READ_CALENDAR),
    Way("/can-bo/thu-tuc", lazy_gettext("Thủ tục"), Action.WRITE_PROCEDURES),
    Way("/can-bo/giu-khoa", lazy_gettext("Giữ khóa"), Action.READ_CUSTODY),
    Way("/can-bo/nguoi-dung", lazy_gettext("Tài khoản"), Action.MANAGE_ACCOUNTS),
    Way("/can-bo/kiem-toan", lazy_gettext("Kiểm toán"), Action.READ_AUDIT),
)


@blueprint.context_processor
def offered() -> dict[str, Any]:
    return {"ways": tuple(_ways())}


def _ways() -> Iterator[dict[str, Any]]:
    if g.get("officer") is None:
        return
    for way in WAYS:
        if may(way.action):
            here = way.holds(request.path)
            yield {"target": way.target, "label": str(way.label), "is_here": here}
