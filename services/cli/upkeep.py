"""Setting up and looking after an installation: schema, demo data, calendar, doctor."""

import json
from datetime import UTC, datetime

import click

from config import Mode, Settings, SettingsFault
from services import doctor as diagnosis
from services.custody import demo as demo_keys
from services.custody import keys
from services.deadlines import calendar as days
from services.demo import load as demo_data
from services.demo_provider import register
from services.resources import Resources
from storage import schema

KINDS = ("holiday", "compensated", "swap_off", "swap_work")
DAY = click.DateTime(formats=["%Y-%m-%d", "%d/%m/%Y"])


@click.command()
def migrate() -> None:
    """Bring the database to the newest schema and make the bucket."""
    settings = Settings.from_env()
    resources = Resources(settings).read_forms()
    schema.prepare(settings.owner_url, role=settings.role)
    resources.objects.ensure_bucket()
    with resources.database.transaction() as session:
        demo_data.seed_calendar(session)
        if resources.settings.mode is Mode.PRODUCTION:
            keys.refuse_demo(session)


@click.command()
def demo() -> None:
    """Load the demo data and print its logins as JSON; refused in production."""
    settings = Settings.from_env()
    if settings.mode is Mode.PRODUCTION:
        raise SettingsFault("Demo data is never loaded in production. Add people with `users add`.")
    with Resources(settings).database.transaction() as session:
        demo_data.load(session)
        demo_keys.load(session, now=datetime.now(UTC))
    logins = [
        {"username": name, "who": who, "roles": roles} for name, who, roles in demo_data.logins()
    ]
    told = {
        "password": demo_data.PASSWORD,
        "custody_passphrase": demo_keys.PASSPHRASE,
        "citizens": register.told("citizens"),
        "logins": logins,
    }
    click.echo(json.dumps(told, ensure_ascii=False))


@click.command()
def doctor() -> None:
    """Tell what is missing, what does not answer, and what is stuck."""
    findings = diagnosis.examine(Resources(Settings.from_env()))
    for finding in findings:
        click.echo(f"{'ok  ' if finding.well else 'BAD '} {finding.what}: {finding.words}")
    raise SystemExit(0 if all(finding.well for finding in findings) else 1)


@click.group()
def calendar() -> None:
    """Days off and swapped working days, by which deadlines are counted."""


@calendar.command("list")
@click.argument("year", type=int)
def list_days(year: int) -> None:
    """Show the exceptional days of a year."""
    with Resources(Settings.from_env()).database.transaction() as session:
        rows = days.listed(session, year)
    for row in rows:
        click.echo(f"{row.day:%d/%m/%Y}  {row.kind:<11}  {row.name}  [{row.citation}]")


@calendar.command("set")
@click.argument("day", type=DAY)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option("--citation", required=True, help="The notice or article that says so.")
def set_day(day: datetime, kind: str, name: str, citation: str) -> None:
    """Add or change a day."""
    entry = days.ExceptionalDay(day.date(), kind, name, citation, "S")
    with Resources(Settings.from_env()).database.transaction() as session:
        days.put(session, entry)


@calendar.command("remove")
@click.argument("day", type=DAY)
def remove_day(day: datetime) -> None:
    """Make a day what its weekday says again."""
    with Resources(Settings.from_env()).database.transaction() as session:
        days.remove(session, day.date())
