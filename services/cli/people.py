"""Officers' accounts from the command line."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from config import Settings
from services.accounts.models import Officer
from services.accounts.passwords import hash_password
from services.agencies import directory
from services.audit import trail
from services.audit.trail import Note, Who
from services.policy.table import Role
from services.resources import Resources

PASSWORD_BYTES = 12
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
    """Add an officer and print a first password."""
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    with _accounts() as session:
        session.add(
            Officer(
                username=username.strip().lower(),
                agency_id=_agency_id(session, agency),
                full_name=name,
                position=position,
                password_hash=hash_password(password),
                roles=list(dict.fromkeys(roles)),
            )
        )
        _note(session, "account.add", username, roles=list(roles))
    click.echo(f"{username}: {password}")


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
    with _accounts() as session:
        officer = _officer(session, username)
        before, officer.roles = officer.roles, list(dict.fromkeys(roles))
        _note(session, "account.roles", username, before=before, roles=officer.roles)


@users.command("password")
@click.argument("username")
def password(username: str) -> None:
    """Give an officer a new password and print it."""
    fresh = secrets.token_urlsafe(PASSWORD_BYTES)
    with _accounts() as session:
        officer = _officer(session, username)
        officer.password_hash = hash_password(fresh)
        officer.failures = 0
        officer.locked_until = None
        _note(session, "account.password", username)
    click.echo(f"{username}: {fresh}")


@users.command("disable")
@click.argument("username")
def disable(username: str) -> None:
    """Close an account; its open sessions end at once."""
    with _accounts() as session:
        _officer(session, username).active = False
        _note(session, "account.disable", username)


@contextmanager
def _accounts() -> Iterator[Session]:
    with (
        closing(Resources(Settings.from_env())) as resources,
        resources.database.transaction() as session,
    ):
        yield session


def _note(session: Session, action: str, username: str, **facts: Any) -> None:
    """Enter the change under the account's number: a user name may tell who it is."""
    session.flush()
    officer = _officer(session, username.strip().lower())
    what = ("officer", str(officer.id))
    note = Note(action, Who("console"), what, officer.agency_id, facts=facts)
    trail.enter(session, note, now=datetime.now(UTC))


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
