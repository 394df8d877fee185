"""`./motcua privacy`: terms for answers to people, and the work sheet for a breach."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from config import Settings
from forms.privacy import rights
from forms.privacy.rights import UnknownRight
from pdf_templates.renderer import Renderer
from services.agencies import directory
from services.agencies.directory import UnknownAgency
from services.agencies.models import Agency
from services.audit import trail
from services.audit.trail import Note, Who
from services.deadlines.clock import ZONE
from services.privacy import breach as sheets
from services.privacy import terms as answer_terms
from services.privacy.breach import Period, PeriodInverted
from services.resources import Resources

MOMENT = click.DateTime(formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
DAYS = click.IntRange(1, 365)
DRAWN_UP = "privacy.breach"


@click.group()
def privacy() -> None:
    """Personal data: terms for answers, and the work sheet for a breach."""


@privacy.command("terms")
def show_terms() -> None:
    """Show within how many working days agencies answer requests."""
    with (
        closing(Resources(Settings.from_env())) as resources,
        resources.database.transaction() as session,
    ):
        for code, term in answer_terms.listed(session):
            click.echo(f"{code:<16} {term.kind:<12} {term.days:>3} working days  {term.citation}")


@privacy.command("term")
@click.argument("agency")
@click.argument("kind")
@click.argument("days", type=DAYS, required=False)
@click.option("--citation", default="", help="The article that says so; needed with DAYS.")
def set_term(agency: str, kind: str, days: int | None, citation: str) -> None:
    """Set a term; without DAYS it is taken away, and requests have no due day again."""
    if days and not citation.strip():
        raise click.UsageError('Name the article: --citation "…"')
    now = datetime.now(UTC)
    with (
        closing(Resources(Settings.from_env())) as resources,
        resources.database.transaction() as session,
    ):
        office = _agency(session, agency)
        try:
            if days:
                answer_terms.put(session, office, kind, days, citation, now=now)
            else:
                answer_terms.remove(session, office, kind, now=now)
        except UnknownRight:
            known = ", ".join(right.key for right in rights.shipped().rights)
            raise click.ClickException(f"Nobody asks for {kind}. Known: {known}") from None


@privacy.command("breach")
@click.option("--since", required=True, type=MOMENT, help="When it may have begun, local time.")
@click.option("--until", required=True, type=MOMENT, help="When it had ended, local time.")
@click.option("--detected", required=True, type=MOMENT, help="When it was found, local time.")
@click.option("--agency", default="", help="Only the data of this agency.")
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A PDF."
)
def breach(since: datetime, until: datetime, detected: datetime, agency: str, target: Path) -> None:
    """Draw up the work sheet for a notice: counts are filled in, the rest is left blank."""
    now = datetime.now(UTC)
    with (
        closing(Resources(Settings.from_env())) as resources,
        resources.database.transaction() as session,
    ):
        office = _agency(session, agency) if agency else None
        try:
            period = Period(_local(since), _local(until), _local(detected), office)
        except PeriodInverted:
            raise click.UsageError("--until and --detected must lie after --since.") from None
        filled = sheets.sheet(session, period)
        target.write_bytes(Renderer().render(filled))
        note = Note(DRAWN_UP, Who("console"), agency_id=office.id if office else None)
        trail.enter(session, note, now=now)
    click.echo(
        f"{target}: tell the authority by {filled.notify_by.astimezone(ZONE):%d/%m/%Y %H:%M}"
    )


def _agency(session: Session, code: str) -> Agency:
    try:
        return directory.get(session, code)
    except UnknownAgency:
        raise click.ClickException(f"No agency has the code {code}.") from None


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=ZONE)
