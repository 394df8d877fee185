"""What each agency takes from citizens, and its networks, from the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from services.agencies import directory
from services.agencies.front_doors import FilingLogin, FrontDoor
from services.agencies.models import Agency
from services.agencies.networks import NoNetwork, checked
from services.resources import Resources

DEFAULT = "default"
LOGINS = (*(login.value for login in FilingLogin), DEFAULT)
DOORS = (*(door.value for door in FrontDoor), DEFAULT)


@click.group()
def agencies() -> None:
    """Agencies: what they take from citizens, and their networks."""


@agencies.command("list")
def show() -> None:
    """List the agencies with their front doors and those they answer for."""
    with _opened() as (resources, session):
        for agency in session.scalars(select(Agency).order_by(Agency.name_sort)):
            door = agency.front_door or f"{resources.front_doors.default} ({DEFAULT})"
            told = f"{agency.code:<20} {door:<22} {','.join(agency.answers_for)}  {agency.name}"
            click.echo(told)


@agencies.command("front-door")
@click.argument("code")
@click.argument("value", type=click.Choice(DOORS))
def front_door(code: str, value: str) -> None:
    """Say what citizens may do at an agency: file, only book and look up, or nothing."""
    with _opened() as (_, session):
        _agency(session, code).front_door = None if value == DEFAULT else value
    click.echo(f"{code}: {value}")


@agencies.command("filing-login")
@click.argument("code")
@click.argument("value", type=click.Choice(LOGINS))
def filing_login(code: str, value: str) -> None:
    """Say whether those who file have to sign in; protected filings never have to."""
    with _opened() as (resources, session):
        _agency(session, code).filing_login = None if value == DEFAULT else value
        if value == FilingLogin.REQUIRED.value and not resources.front_doors.has_login:
            click.echo("MOTCUA_VNEID_ISSUER is not set: nobody can sign in, so nobody has to.")
    click.echo(f"{code}: {value}")


@agencies.command("answers-for")
@click.argument("code")
@click.argument("bodies", nargs=-1)
def answers_for(code: str, bodies: tuple[str, ...]) -> None:
    """Say for whose decisions an agency takes in petitions: bodies of the competence file."""
    with _opened() as (resources, session):
        known = [body.key for body in resources.guidance.competence.bodies]
        for body in bodies:
            if body not in known:
                raise click.ClickException(f"No body is called {body}. Use {', '.join(known)}.")
        _agency(session, code).answers_for = sorted(set(bodies))
    click.echo(f"{code}: {', '.join(bodies) or 'nobody'}")


@agencies.command("networks")
@click.argument("code")
@click.argument("networks", nargs=-1)
def set_networks(code: str, networks: tuple[str, ...]) -> None:
    """Say which addresses are the agency's own; sign-ins from there are shown as such."""
    try:
        kept = [checked(network) for network in networks]
    except NoNetwork as refusal:
        raise click.ClickException(f"{refusal} is no network. Write it like 10.1.0.0/16.") from None
    with _opened() as (_, session):
        _agency(session, code).networks = kept
    click.echo(f"{code}: {', '.join(kept) or 'no network'}")


@contextmanager
def _opened() -> Iterator[tuple[Resources, Session]]:
    resources = Resources(Settings.from_env())
    try:
        with resources.database.transaction() as session:
            yield resources, session
    finally:
        resources.close()


def _agency(session: Session, code: str) -> Agency:
    try:
        return directory.get(session, code)
    except directory.UnknownAgency:
        raise click.ClickException(f"No agency has the code {code}. See `agencies list`.") from None
