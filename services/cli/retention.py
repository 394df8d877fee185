"""`./motcua retention`: how long dossiers are kept; look at what would go, then let it go."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import click

from config import Settings
from forms.privacy import retention as data
from services.audit import trail
from services.audit.trail import Note, Who
from services.deadlines.clock import ZONE
from services.resources import Resources
from services.retention import rules, runs
from services.retention.models import RetentionRun
from services.retention.plan import MOST, Plan
from services.retention.rules import UnknownFamily
from services.retention.runs import Outcome, PlanChanged

APPROVED = "retention.approve"
YEARS = click.IntRange(1, data.MOST_YEARS)
SHOWN = 20


@click.group()
def retention() -> None:
    """Keep settled dossiers as long as the law asks, and no longer."""


@retention.command("rules")
def show_rules() -> None:
    """Show how long each family is kept, and where that stands."""
    with _opened() as resources, resources.database.transaction() as session:
        own = rules.periods(session)
    for family in data.shipped().families:
        held = own.get(family.key)
        years = held.years if held else family.years
        source = held.citation if held else family.citation.text
        told = f"{years} years" if years is not None else "kept (no period is known)"
        click.echo(f"{family.key:<16} {told:<28} {source}")


@retention.command("set")
@click.argument("family")
@click.argument("years", type=YEARS)
@click.option("--citation", required=True, help="The article or list that says so.")
def set_years(family: str, years: int, citation: str) -> None:
    """Say for how many years a family is kept."""
    with _opened() as resources, _naming_families(), resources.database.transaction() as session:
        rules.set_period(session, family, years, citation, now=datetime.now(UTC))


@retention.command("unset")
@click.argument("family")
def unset_years(family: str) -> None:
    """Keep everything of a family again."""
    with _opened() as resources, _naming_families(), resources.database.transaction() as session:
        rules.forget_period(session, family, now=datetime.now(UTC))


@retention.command("plan")
def plan() -> None:
    """Show what would be hidden or deleted and why; nothing is changed."""
    with _opened() as resources:
        with resources.database.transaction() as session:
            started = runs.unfinished(session)
        if started:
            click.echo(f"note run {started.id} was interrupted; the next `run` finishes it first")
        _tell_plan(runs.next_plan(resources, now=datetime.now(UTC)))


@retention.command("run")
@click.option("--approve", "token", required=True, help="The token that `plan` showed.")
def run(token: str) -> None:
    """Carry out the plan of that token, after any run that was interrupted."""
    now = datetime.now(UTC)
    with _opened() as resources:
        started = _interrupted(resources)
        if started:
            click.echo(f"finishing run {started.id}, which was interrupted")
            _tell_outcome(runs.carry_out(resources, started, now=now))
            if started.token == token:
                return
        _tell_outcome(runs.carry_out(resources, _approved(resources, token, now), now=now))


def _interrupted(resources: Resources) -> RetentionRun | None:
    with resources.database.transaction() as session:
        return runs.unfinished(session)


def _approved(resources: Resources, token: str, now: datetime) -> RetentionRun:
    drawn = runs.next_plan(resources, now=now)
    if drawn.is_empty:
        raise click.ClickException("Nothing is due.")
    with resources.database.transaction() as session:
        try:
            approved = runs.approve(session, drawn, token, now=now)
        except PlanChanged:
            raise click.ClickException(
                "This token is of another plan. Look at `retention plan` again."
            ) from None
        facts = {"mark": len(approved.to_mark), "delete": len(approved.to_delete)}
        note = Note(APPROVED, Who("console"), ("run", str(approved.id)), facts=facts)
        trail.enter(session, note, now=now)
    return approved


def _tell_plan(drawn: Plan) -> None:
    for (agency, family, years, citation), count in sorted(_by_reason(drawn).items()):
        click.echo(f"hide   {count:>6}  {agency}  {family}, {years} years: {citation}")
    for one in drawn.to_mark[:SHOWN]:
        click.echo(f"         {one.number}  closed {one.closed_on:%d/%m/%Y}")
    _tell_more(len(drawn.to_mark))
    click.echo(f"delete {len(drawn.to_delete):>6}  hidden earlier, their days are over")
    for deletion in drawn.to_delete[:SHOWN]:
        since = deletion.marked_at.astimezone(ZONE)
        click.echo(f"         {deletion.number}  hidden {since:%d/%m/%Y}, {deletion.ground}")
    _tell_more(len(drawn.to_delete))
    for family, count in sorted(drawn.kept.items()):
        click.echo(f"keep   {count:>6}  {family}: no period is known")
    click.echo(f"keep   {drawn.held:>6}  held back by an officer")
    if drawn.more:
        click.echo(f"note there is more: a run takes on {MOST} of each")
    if not drawn.is_empty:
        click.echo(f"token {drawn.token}")


def _by_reason(drawn: Plan) -> Counter[tuple[str, str, int, str]]:
    return Counter(
        (one.agency, one.rule.family.key, one.rule.years or 0, one.rule.citation)
        for one in drawn.to_mark
    )


def _tell_more(count: int) -> None:
    if count > SHOWN:
        click.echo(f"         ... and {count - SHOWN} more")


def _tell_outcome(outcome: Outcome) -> None:
    click.echo(f"hidden {outcome.marked}, deleted {outcome.deleted}")
    for number in outcome.left:
        click.echo(f"left   {number}: held back, under way, or the object store is away")


@contextmanager
def _naming_families() -> Iterator[None]:
    try:
        yield
    except UnknownFamily as unknown:
        known = ", ".join(one.key for one in data.shipped().families)
        raise click.ClickException(f"No such family or period: {unknown}. Known: {known}") from None


@contextmanager
def _opened() -> Iterator[Resources]:
    with closing(Resources(Settings.from_env())) as resources:
        yield resources
