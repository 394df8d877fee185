"""The work sheet for a breach: what the database can count is filled in, the rest is for people."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from forms.privacy import breach
from pdf_templates.breach import BreachSheet, Counted, SheetPart
from services.agencies.models import Agency
from services.audit.models import AuditEntry
from services.audit.trail import Outcome
from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier
from services.drafts.models import Draft
from services.files.models import StoredFile
from services.identity.models import SealedKey, SealedValue
from services.privacy.models import DataRequest


class PeriodInverted(Exception):
    """The period ends before it begins, or the breach was found before the period began."""


@dataclass(frozen=True)
class Period:
    """When the breach may have happened, when it was found, and in which agency if in one."""

    since: datetime
    until: datetime
    detected: datetime
    agency: Agency | None = None

    def __post_init__(self) -> None:
        if self.until <= self.since or self.detected < self.since:
            raise PeriodInverted

    def of(self, moment: ColumnElement[datetime]) -> list[ColumnElement[bool]]:
        return [moment >= self.since, moment < self.until]


def sheet(session: Session, period: Period) -> BreachSheet:
    """Fill in the work sheet."""
    shipped = breach.shipped()
    counted = tuple(_counted(session, period))
    return BreachSheet(
        title=shipped.title.vi,
        agency_name=period.agency.name if period.agency else "",
        since=period.since,
        until=period.until,
        detected=period.detected,
        hours=shipped.hours,
        notify_by=period.detected + timedelta(hours=shipped.hours),
        parts=tuple(
            SheetPart(part.title.vi, counted if part.counts else ()) for part in shipped.parts
        ),
        citation=shipped.citation.text,
        note=shipped.citation.note,
    )


def _counted(session: Session, period: Period) -> Iterator[Counted]:
    """Count what was held at the end of the period, and what happened within it."""
    filed = [Dossier.submitted_at < period.until, *_own(period)]
    held = select(Dossier.id).where(*filed)
    yield Counted("Hồ sơ đang giữ", _number(session, select(func.count(Dossier.id)).where(*filed)))
    within = [*filed, Dossier.submitted_at >= period.since]
    yield Counted(
        "Trong đó nộp trong khoảng thời gian này",
        _number(session, select(func.count(Dossier.id)).where(*within)),
    )
    for label, statement in (
        ("Hồ sơ có danh tính niêm phong", _of(SealedKey, held)),
        ("Phần nội dung niêm phong", _of(SealedValue, held)),
        ("Tệp người dân gửi và kết quả", _of(StoredFile, held)),
        ("Giấy tờ do hệ thống lập", _of(IssuedDocument, held)),
        ("Yêu cầu về dữ liệu cá nhân", _of(DataRequest, held)),
        ("Đơn chưa nộp còn giữ", _drafts(period)),
    ):
        yield Counted(label, _number(session, statement))
    yield from _audited(session, period)


def _audited(session: Session, period: Period) -> Iterator[Counted]:
    """Count what the audit saw within the period."""
    seen = period.of(AuditEntry.at)  # type: ignore[arg-type]
    if period.agency:
        seen.append(AuditEntry.agency_id == period.agency.id)
    about = [*seen, AuditEntry.object_kind == "dossier", AuditEntry.outcome == Outcome.DONE]
    dossiers = select(func.count(distinct(AuditEntry.object_id))).where(*about)
    entries = select(func.count(AuditEntry.id)).where(*seen)
    yield Counted("Hồ sơ được xem hoặc xử lý trong khoảng này", _number(session, dossiers))
    for label, condition in (
        ("Lượt tải tệp và giấy tờ", AuditEntry.action.like("%.download")),
        ("Lượt bị từ chối", AuditEntry.outcome == Outcome.DENIED),
    ):
        yield Counted(label, _number(session, entries.where(condition)))


def _own(period: Period) -> list[ColumnElement[bool]]:
    return [Dossier.agency_id == period.agency.id] if period.agency else []


def _of(model: type, held: object) -> object:
    return select(func.count()).select_from(model).where(model.dossier_id.in_(held))  # type: ignore[attr-defined]


def _drafts(period: Period) -> object:
    own = [Draft.agency_id == period.agency.id] if period.agency else []
    return select(func.count(Draft.id)).where(Draft.created_at < period.until, *own)


def _number(session: Session, statement: object) -> int:
    return session.scalar(statement) or 0  # type: ignore[call-overload]
