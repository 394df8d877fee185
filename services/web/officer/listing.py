"""The inbox as addresses and rows: what was asked for, what each line says."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for
from werkzeug.datastructures import MultiDict

from forms.catalogue import Catalogue
from forms.text import Text
from forms.vietnamese import format_number
from services.deadlines.working_days import WorkingCalendar
from services.dossiers.filters import Cursor, Filters, Order, Scope
from services.dossiers.inbox import MOST_COUNTED
from services.dossiers.models import Dossier
from services.web.officer.desk import case_of

LONGEST = 100


@dataclass(frozen=True)
class Row:
    """One line of the inbox; `days` is none where nothing is owed any more."""

    number: str
    applicant: str
    subject: str
    procedure: Text
    portal_status: int
    state: Text
    filed: datetime
    due_on: date
    days: int | None
    has_news: bool


def read(args: MultiDict[str, str]) -> tuple[Filters, Cursor | None]:
    """Read the address; what makes no sense is as if it were not there."""
    filters = Filters(
        scope=args.get("loc", Scope.OPEN, Scope),
        state=args.get("tinh-trang", "")[:LONGEST],
        procedure_code=args.get("thu-tuc", "")[:LONGEST],
        search=" ".join(args.get("tim", "")[:LONGEST].split()),
        order=args.get("sap-xep", Order.DUE, Order),
    )
    return filters, Cursor.read(args.get("trang", ""))


def address(filters: Filters, cursor: Cursor | None = None) -> str:
    """Write the address of a page of the inbox, without what is usual anyway."""
    asked = {
        "loc": filters.scope,
        "tinh-trang": filters.state,
        "thu-tuc": filters.procedure_code,
        "tim": filters.search,
        "sap-xep": filters.order,
        "trang": str(cursor) if cursor else "",
    }
    usual = {"loc": Scope.OPEN, "sap-xep": Order.DUE}
    given = {key: str(value) for key, value in asked.items() if value != usual.get(key, "")}
    return url_for("officer.inbox", **given)  # type: ignore[arg-type]


def in_scope(filters: Filters, scope: Scope) -> str:
    return address(replace(filters, scope=scope))


def rows(
    dossiers: Iterable[Dossier],
    *,
    today: date,
    calendar: WorkingCalendar,
    news: Container[int] = (),
) -> Iterator[Row]:
    """Give a line for each dossier; `news` are those in which somebody wrote."""
    for dossier in dossiers:
        case = case_of(dossier)
        state = case.workflow.state(dossier.state)
        yield Row(
            number=dossier.number,
            applicant=dossier.applicant_name,
            subject=dossier.subject,
            procedure=case.procedure.title,
            portal_status=state.portal_status,
            state=state.label,
            filed=dossier.submitted_at,
            due_on=dossier.due_on,
            days=days_left(dossier, today=today, calendar=calendar),
            has_news=dossier.id in news,
        )


def days_left(dossier: Dossier, *, today: date, calendar: WorkingCalendar) -> int | None:
    """Tell how many working days are left, or how many days it is late."""
    if dossier.closed_at is not None:
        return None
    return calendar.working_days_left(today, dossier.due_on)


def counted(count: int) -> str:
    """Write a count that stopped at its limit as 1.000+."""
    return f"{format_number(MOST_COUNTED)}+" if count > MOST_COUNTED else format_number(count)


def states(catalogue: Catalogue) -> dict[str, Text]:
    """List the states that dossiers can be in, by name."""
    workflows = {
        name: catalogue.workflow(name)
        for name in dict.fromkeys(procedure.workflow for procedure in catalogue.procedures)
    }
    return {state.name: state.label for workflow in workflows.values() for state in workflow.states}


def procedures(catalogue: Catalogue) -> dict[str, Text]:
    """List the procedures by code, each under the title of its newest version."""
    return {procedure.code: procedure.title for procedure in catalogue.procedures}
