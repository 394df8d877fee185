"""Who sits there, shown by a code, a recovery code, a passkey, or the password alone."""

from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from services.accounts import factors, login, passkeys
from services.accounts.factors import PASSKEY
from services.accounts.models import OfficerSession
from services.accounts.refusals import AccountRefusal, LoginPaused, PasskeyCopied
from services.audit import trail
from services.audit.trail import Note, Outcome
from services.web import audited
from services.web.context import now, resources
from services.web.languages import words
from services.web.officer import presence

CODE, PASSWORD, ANSWER = "confirm.code", "confirm.password", "confirm.answer"
LONGEST = 200
PASSWORD_FACTOR = ""
FIELDS = frozenset({CODE, PASSWORD, ANSWER})


@dataclass(frozen=True)
class Proof:
    """What came of it.

    factor: what was shown; error: why not, in the reader's language; field: where to say so
    """

    factor: str = ""
    error: str = ""
    field: str = ""

    def __bool__(self) -> bool:
        return not self.error


def asked(transaction: Session, row: OfficerSession) -> dict[str, Any]:
    """Tell the page what it may ask for."""
    own = factors.of(transaction, row.officer_id)
    return {
        "own": own,
        "options": passkeys.ask(transaction, row, presence.site()) if own.passkeys else "",
        "site": presence.site(),
    }


def given(transaction: Session, row: OfficerSession) -> Proof:
    """Judge what was sent; whoever has a second factor shows that, all others the password."""
    if not factors.of(transaction, row.officer_id):
        return _by_password(transaction, row)
    return second(transaction, row)


def second(transaction: Session, row: OfficerSession) -> Proof:
    """Judge the second factor that was sent."""
    answer = request.form.get(ANSWER, "")
    return _by_passkey(transaction, row, answer) if answer else _by_code(transaction, row)


def _by_passkey(transaction: Session, row: OfficerSession, answer: str) -> Proof:
    try:
        passkeys.accept(transaction, row, presence.site(), answer, now=now())
    except AccountRefusal as refusal:
        if isinstance(refusal, PasskeyCopied):
            _note_copy(transaction, row)
        return Proof(error=words(refusal.told), field="passkey")
    return Proof(PASSKEY)


def _by_code(transaction: Session, row: OfficerSession) -> Proof:
    typed = request.form.get(CODE, "")[:LONGEST]
    wrong = _("Mã này chưa đúng hoặc đã dùng rồi. Hãy chờ mã mới rồi nhập lại.")
    try:
        used = factors.accept_code(
            transaction,
            row.officer,
            typed,
            seals=resources().seals,
            now=now(),
            device=presence.device(),
        )
    except LoginPaused as paused:
        return Proof(error=words(paused.told), field=CODE)
    return Proof(used) if used else Proof(error=wrong, field=CODE)


def _by_password(transaction: Session, row: OfficerSession) -> Proof:
    typed = request.form.get(PASSWORD, "")[:LONGEST]
    wrong = _("Mật khẩu chưa đúng. Nếu đã thử sai nhiều lần, hãy chờ 5 phút.")
    try:
        right = login.check(
            transaction, row.officer.username, typed, now=now(), device=presence.device()
        )
    except LoginPaused:
        right = None
    return Proof(PASSWORD_FACTOR) if right else Proof(error=wrong, field=PASSWORD)


def _note_copy(transaction: Session, row: OfficerSession) -> None:
    note = Note(
        "account.passkey", audited.who(row.officer), outcome=Outcome.DENIED, reason="copied"
    )
    trail.enter(transaction, note, now=now())
