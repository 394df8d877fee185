"""`./motcua audit`: whether anybody changed, took out or cut anything; and anchor it now."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import click
from sqlalchemy import text

from config import Settings
from services.audit import anchors, trail
from services.audit.chain import BATCH, extend
from services.audit.trail import SERVICE_ITSELF, Note, Outcome
from services.audit.verify import Report
from services.audit.verify import verify as verified
from services.deadlines.clock import ZONE
from services.resources import Resources

DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])
ONE_DAY = timedelta(days=1)
VERIFIED = "audit.verify"
# A year of entries is one statement; the cursor holds it open while the rows are checked.
NO_HURRY = text("SET LOCAL statement_timeout = 0")


@click.group()
def audit() -> None:
    """Check and anchor the record of what was done, tried and read."""


@audit.command("verify")
@click.option("--from", "since", type=DAY, help="The first day; from the beginning if not given.")
@click.option("--to", "until", type=DAY, help="The last day; up to now if not given.")
def verify(since: datetime | None, until: datetime | None) -> None:
    """Find any change, gap or cut; ends with 1 if there is one."""
    with closing(Resources(Settings.from_env())) as resources:
        report = _verified(
            resources,
            since=since.replace(tzinfo=ZONE) if since else None,
            until=until.replace(tzinfo=ZONE) + ONE_DAY if until else None,
        )
        _tell(report, locked=resources.objects.locks())
    raise SystemExit(1 if report.faults else 0)


@audit.command("anchor")
def anchor() -> None:
    """Chain what waits and write this hour's anchor, without waiting for the worker."""
    with closing(Resources(Settings.from_env())) as resources:
        while extend(resources.database) == BATCH:
            pass
        with resources.database.transaction() as session:
            made = anchors.drop(session, resources.anchors, now=datetime.now(UTC))
    told = f"{made.name}: {made.count} entries" if made else "there is one for this hour already"
    click.echo(told)


def _verified(resources: Resources, *, since: datetime | None, until: datetime | None) -> Report:
    """Check, and enter that it was checked."""
    with resources.database.transaction() as session:
        session.execute(NO_HURRY)
        report = verified(session, anchors.all_of(resources.anchors), since=since, until=until)
    outcome = Outcome.FAILED if report.faults else Outcome.DONE
    facts = {"checked": report.checked, "faults": len(report.faults)}
    note = Note(VERIFIED, SERVICE_ITSELF, outcome=outcome, facts=facts)
    trail.enter_apart(resources.database, note, now=datetime.now(UTC))
    return report


def _tell(report: Report, *, locked: bool) -> None:
    for fault in report.faults:
        click.echo(f"BAD  {fault}")
    for warning in report.warnings:
        click.echo(f"note {warning}")
    if not locked:
        click.echo("note the object store does not lock the anchors; keep copies elsewhere")
    click.echo(
        f"{report.checked} entries up to {report.last_seq}, {report.anchors} anchors:"
        f" {'NOT as they were written' if report.faults else 'all as they were written'}"
    )
