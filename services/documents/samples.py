"""The papers of a procedure as its examples would fill them: no dossier, no database."""

from datetime import date, datetime, time
from typing import Any

from forms import answers, examples, review
from forms.conditions import look_up
from forms.procedure import Document, Procedure
from pdf_templates.contexts import Paper
from services.agencies.models import Agency
from services.deadlines import clock
from services.deadlines.working_days import WorkingCalendar
from services.documents.builders import BUILDERS
from services.documents.frozen import Frozen
from services.documents.matter import Matter
from services.dossiers import pseudonyms
from services.dossiers.models import Dossier, HistoryEntry
from storage.objects import Objects

NUMBER = "000.00.00.X00-000000-0000"
NINE = time(9, 0, tzinfo=clock.ZONE)
AGENCY = Agency(
    name="Cơ quan nhận đơn",
    code="000.00.00.X00",
    address="Địa chỉ của cơ quan",
    phone="",
    email="",
    place="Nơi lập",
    desk_name="Bộ phận Tiếp nhận và Trả kết quả",
)


def printable(procedure: Procedure) -> tuple[Document, ...]:
    """List the papers of the procedure that can be shown."""
    return tuple(paper for paper in procedure.documents if paper.name in BUILDERS)


def paper(procedure: Procedure, kind: str, *, base_url: str, today: date) -> Paper:
    """Fill in a paper for a dossier that nobody filed: every answer is an example."""
    now = datetime.combine(today, NINE)
    given = answers.check(procedure, examples.answers(procedure), today=today).answers
    dossier = _dossier(procedure, given, now)
    deadline = procedure.deadlines[0]
    matter = Matter(
        dossier=dossier,
        entry=_entry(dossier, now),
        procedure=procedure,
        frozen=Frozen(dossier.frozen["sections"], given, procedure),
        files=(),
        due=clock.due(deadline, now, WorkingCalendar()),
        deadline=deadline,
        base_url=base_url,
        objects=_no_store(),
        answers=given,
    )
    return BUILDERS[kind](matter)


def _dossier(procedure: Procedure, given: dict[str, Any], now: datetime) -> Dossier:
    return Dossier(
        number=NUMBER,
        agency=AGENCY,
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        answers=given,
        frozen={"sections": review.frozen(procedure, given, today=now.date())},
        applicant_name=pseudonyms.shown_name(procedure, given, NUMBER),
        subject=_named(given, procedure.shown_as.subject),
        submitted_at=now,
    )


def _entry(dossier: Dossier, now: datetime) -> HistoryEntry:
    return HistoryEntry(dossier=dossier, at=now, actor_name="Họ tên cán bộ", inputs={})


def _named(given: dict[str, Any], path: str) -> str:
    found = look_up(given, path) if path else ""
    return found if isinstance(found, str) else ""


def _no_store() -> Objects:
    """Nothing was uploaded, so nothing is ever fetched from this one."""
    return Objects.connect("http://127.0.0.1:9", "-", "-", bucket="-", region="none")
