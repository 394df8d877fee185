"""Officers' accounts from the command line."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from services.accounts import administration, login
from services.accounts.administration import Deed, Wish
from services.accounts.models import Officer
from services.accounts.refusals import AccountRefusal
from services.agencies import directory
from services.agencies.models import Agency
from services.audit.trail import Who
from services.policy.table import Role
from services.resources import Resources

ROLE = click.Choice([role.value for role in Role])


@click.group()
def users() -> None:
    """Officers' accounts."""


@users.command("add")
@click.argument("username")
@click.option("--agency", required=True, help="The agency's code.")
@click.option("--name", required=True, help="The officer's full name.")
@click.option("--position", required=True)
@click.option("--role", "roles", multiple=True, type=ROLE, default=[Role.RECEIVER.value])
def add(username: str, agency: str, name: str, position: str, roles: tuple[str, ...]) -> None:
    """Add an officer and print the password for the first sign-in.

    The first administrator of an agency is added so; he or she adds all others on the pages.
    """
    wish = Wish(name, position, roles)
    with _accounts() as session, _told():
        first = administration.make(session, username, _agency(session, agency), wish, _deed())
    click.echo(f"{username}: {first}")


@users.command("list")
def show() -> None:
    """List all officers."""
    with _accounts() as session:
        for officer in session.scalars(select(Officer).order_by(Officer.username)):
            state = "" if officer.active else "  (disabled)"
            works_as = " ".join(officer.roles)
            who = f"{officer.full_name}, {officer.agency.name}"
            click.echo(f"{officer.username:<20} {who}  [{works_as}]{state}")


@users.command("roles")
@click.argument("username")
@click.argument("roles", nargs=-1, type=ROLE)
def give_roles(username: str, roles: tuple[str, ...]) -> None:
    """Say as what an officer works; these roles take the place of those before."""
    with _accounts() as session, _told():
        officer = _officer(session, username)
        wish = Wish(officer.full_name, officer.position, roles)
        administration.change(session, officer, wish, _deed())


@users.command("password")
@click.argument("username")
def password(username: str) -> None:
    """Give an officer a password for one sign-in and print it; all sessions end."""
    with _accounts() as session:
        fresh = administration.give_password(session, _officer(session, username), _deed())
    click.echo(f"{username}: {fresh}")


@users.command("reset-factors")
@click.argument("username")
def reset_factors(username: str) -> None:
    """Forget an officer's second factors and print a password for one sign-in."""
    with _accounts() as session:
        fresh = administration.reset_factors(session, _officer(session, username), _deed())
    click.echo(f"{username}: {fresh}")


@users.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Close an account; its open sessions end at once."""
    with _accounts() as session:
        administration.disable(session, _officer(session, username), _deed())


@users.command("enable")
@click.argument("username")
def enable(username: str) -> None:
    """Open a closed account again."""
    with _accounts() as session:
        administration.enable(session, _officer(session, username), _deed())


@contextmanager
def _accounts() -> Iterator[Session]:
    with (
        closing(Resources(Settings.from_env())) as resources,
        resources.database.transaction() as session,
    ):
        yield session


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except AccountRefusal as refusal:
        raise click.ClickException(refusal.told.en) from None


def _deed() -> Deed:
    return Deed(Who("console"), datetime.now(UTC))


def _agency(session: Session, code: str) -> Agency:
    try:
        return directory.get(session, code)
    except directory.UnknownAgency:
        raise click.ClickException(f"No agency has the code {code}.") from None


def _officer(session: Session, username: str) -> Officer:
    found = login.named(session, username)
    if found is None:
        raise click.ClickException(f"No officer is called {username}. See `users list`.")
    return found
