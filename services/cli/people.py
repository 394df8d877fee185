"""Officers' accounts from the command line."""

import secrets

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from services.accounts.models import Officer
from services.accounts.passwords import hash_password
from services.agencies import directory
from services.resources import Resources

PASSWORD_BYTES = 12


@click.group()
def users() -> None:
    """Officers' accounts."""


@users.command("add")
@click.argument("username")
@click.option("--agency", required=True, help="The agency's code.")
@click.option("--name", required=True, help="The officer's full name.")
@click.option("--position", required=True)
def add(username: str, agency: str, name: str, position: str) -> None:
    """Add an officer and print a first password."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with Resources(Settings.from_env()).database.transaction() as session:
        session.add(
            Officer(
                username=username.strip().lower(),
                agency_id=_agency_id(session, agency),
                full_name=name,
                position=position,
                password_hash=hash_password(password),
            )
        )
    click.echo(f"{username}: {password}")


@users.command("list")
def show() -> None:
    """List all officers."""
    with Resources(Settings.from_env()).database.transaction() as session:
        for officer in session.scalars(select(Officer).order_by(Officer.username)):
            state = "" if officer.active else "  (disabled)"
            click.echo(f"{officer.username:<20} {officer.full_name}, {officer.agency.name}{state}")


@users.command("password")
@click.argument("username")
def password(username: str) -> None:
    """Give an officer a new password and print it."""
    fresh = secrets.token_urlsafe(PASSWORD_BYTES)
    with Resources(Settings.from_env()).database.transaction() as session:
        officer = _officer(session, username)
        officer.password_hash = hash_password(fresh)
        officer.failures = 0
        officer.locked_until = None
    click.echo(f"{username}: {fresh}")


@users.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Close an account; its open sessions end at once."""
    with Resources(Settings.from_env()).database.transaction() as session:
        _officer(session, username).active = False


def _agency_id(session: Session, code: str) -> int:
    try:
        return directory.get(session, code).id
    except directory.UnknownAgency:
        raise click.ClickException(f"No agency has the code {code}.") from None


def _officer(session: Session, username: str) -> Officer:
    found = session.scalar(select(Officer).where(Officer.username == username))
    if found is None:
        raise click.ClickException(f"No officer is called {username}. See `users list`.")
    return found
