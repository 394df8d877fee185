"""The form by which an identity is opened or asked for, and the words around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.control import Control, Option
from forms.text import Text
from services.access_requests import parts, wishes
from services.access_requests.listing import Standing
from services.access_requests.parts import Part
from services.access_requests.wishes import Typed
from services.custody.models import CustodyKey
from services.custody.refusals import CustodyRefusal
from services.identity.models import SealedKey
from services.web.context import resources
from services.web.languages import words
from storage.scope import SERVICE

NUL = "\x00"
# More is cut off before it is looked at; what is too long is told.
MOST_READ = 2000

STANDINGS: Mapping[Standing, Text] = {
    Standing.WAITING: Text("Chờ duyệt", "Waiting"),
    Standing.OPEN: Text("Đang mở", "Open"),
    Standing.DECLINED: Text("Không duyệt", "Declined"),
    Standing.OVER: Text("Đã đóng", "Closed"),
}
TONES: Mapping[Standing, str] = {
    Standing.WAITING: "waiting",
    Standing.OPEN: "working",
    Standing.DECLINED: "stopped",
    Standing.OVER: "done",
}


@dataclass(frozen=True)
class Custody:
    """Whether the key of a dossier is unlocked, and who can unlock it.

    why: empty while it is unlocked
    """

    agency: str
    holders: Sequence[str]
    needed: int
    why: str = ""


def read() -> Typed:
    """Read what was sent; what makes no sense is left out."""
    reason = request.form.get("reason", "")[:MOST_READ].replace(NUL, "")
    return Typed(reason, parts.known(request.form.getlist("scope")))


def controls(typed: Typed, errors: Mapping[str, Text]) -> tuple[Control, ...]:
    said = {name: words(message) for name, message in errors.items()}
    options = tuple(
        Option(part, words(parts.NAMES[part]), chosen=part in typed.scope) for part in Part
    )
    scope = Control(
        "scope",
        "scope",
        "checkboxes",
        _("Cần xem phần nào?"),
        hint=_("Chỉ chọn phần thật sự cần."),
        error=said.get("scope", ""),
        options=options,
    )
    return scope, reason_control(typed.reason, said.get("reason", ""))


def reason_control(text: str, error: str) -> Control:
    hint = _("Lý do được ghi vào nhật ký. Đừng ghi tên hay thông tin của người tố cáo.")
    return _lines(_("Lý do"), hint, text, error)


def answer_control(text: str, error: str) -> Control:
    hint = _("Câu trả lời được ghi vào nhật ký và người yêu cầu đọc được.")
    return _lines(_("Lý do của bạn"), hint, text, error)


def _lines(label: str, hint: str, text: str, error: str) -> Control:
    return Control(
        "reason",
        "reason",
        "textarea",
        label,
        hint=hint,
        error=error,
        value=text,
        attrs={"rows": "4", "maxlength": str(wishes.LONGEST)},
    )


def custody_of(dossier_id: int) -> Custody:
    """Look up the key of a dossier; its holders may work in an agency above."""
    with resources().database.transaction(SERVICE) as session:
        key = _key(session, dossier_id)
        holders = [share.holder.full_name for share in key.shares]
    return Custody(key.agency.name, holders, key.threshold, _why_sealed(key.id))


def _key(session: Session, dossier_id: int) -> CustodyKey:
    sealed = select(SealedKey.custody_key_id).where(SealedKey.dossier_id == dossier_id)
    return session.get_one(CustodyKey, session.scalar(sealed))


def _why_sealed(key_id: int) -> str:
    try:
        seen: dict[str, Any] = resources().custodian.status()["keys"]
    except CustodyRefusal as refusal:
        return words(refusal.told)
    if seen.get(str(key_id), {}).get("unlocked_at"):
        return ""
    return str(_("Khóa giữ danh tính đang niêm phong."))
