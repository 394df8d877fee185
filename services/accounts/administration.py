"""What an administrator does with the accounts of the own agency and of those below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.accounts import factors, passwords, sessions, tries
from services.accounts.models import Officer
from services.accounts.refusals import NotYourAccount, NotYourself, RolesClash, UsernameTaken
from services.agencies import directory
from services.agencies.models import Agency
from services.audit import trail
from services.audit.trail import Note, Who
from services.policy import check
from services.policy.table import Action, Role

# Whoever gives out accounts could give one to himself: so the account that gives reads nothing.
APART = frozenset(
    {
        Role.RECEIVER,
        Role.DECIDER,
        Role.VERIFIER,
        Role.HEAD,
        Role.CLERK,
        Role.AUDITOR,
        Role.CUSTODIAN,
    }
)


@dataclass(frozen=True)
class Wish:
    """What an account is to be."""

    full_name: str
    position: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Deed:
    """Who changes an account, and when; the command line has no officer."""

    who: Who
    now: datetime


def agencies(session: Session, administrator: Officer) -> Sequence[Agency]:
    """List the agencies whose accounts an administrator looks after."""
    ids = directory.family(session, administrator.agency_id)
    below = select(Agency).where(Agency.id.in_(ids), Agency.active)
    return session.scalars(below.order_by(Agency.name_sort)).all()


def account(session: Session, administrator: Officer, officer_id: int) -> Officer:
    """Find an account that an administrator looks after.

    Raises:
        NotPermitted: nobody but an administrator may.
        NotYourAccount: there is none such in the own agency or below.

    """
    check.require(administrator, Action.MANAGE_ACCOUNTS)
    found = session.get(Officer, officer_id)
    if found is None or found.agency_id not in directory.family(session, administrator.agency_id):
        raise NotYourAccount
    return found


def make(session: Session, username: str, agency: Agency, wish: Wish, deed: Deed) -> str:
    """Make an account; give the password for its first sign-in, which is shown once.

    Raises:
        UsernameTaken: another account has that name.
        RolesClash: the roles do not go together.

    """
    _require_apart(wish.roles)
    name = username.strip().lower()
    if session.scalar(select(Officer.id).where(Officer.username == name)):
        raise UsernameTaken
    password = passwords.temporary()
    officer = Officer(
        username=name,
        agency_id=agency.id,
        full_name=wish.full_name,
        position=wish.position,
        roles=_ordered(wish.roles),
        password_hash=passwords.hash_password(password),
        must_change=True,
    )
    session.add(officer)
    session.flush()
    note_change(session, "account.add", officer, deed, roles=officer.roles)
    return password


def change(session: Session, officer: Officer, wish: Wish, deed: Deed) -> None:
    """Change what an account says and may do; other roles end its sessions.

    Raises:
        RolesClash: the roles do not go together.
        NotYourself: somebody would change the own roles.

    """
    _require_apart(wish.roles)
    if (officer.full_name, officer.position) != (wish.full_name, wish.position):
        officer.full_name, officer.position = wish.full_name, wish.position
        note_change(session, "account.change", officer, deed)
    before, after = officer.roles, _ordered(wish.roles)
    if set(before) != set(after):
        _require_other(officer, deed)
        officer.roles = after
        sessions.end_all(session, officer.id)
        note_change(session, "account.roles", officer, deed, before=before, roles=after)


def disable(session: Session, officer: Officer, deed: Deed) -> None:
    """Close an account; its sessions end at once.

    Raises:
        NotYourself: it is the own one.

    """
    _require_other(officer, deed)
    officer.active = False
    sessions.end_all(session, officer.id)
    tries.forget_devices(session, officer.id)
    note_change(session, "account.disable", officer, deed)


def enable(session: Session, officer: Officer, deed: Deed) -> None:
    """Open a closed account again."""
    officer.active = True
    tries.forget(officer)
    note_change(session, "account.enable", officer, deed)


def give_password(session: Session, officer: Officer, deed: Deed) -> str:
    """Give a password for one sign-in, which is shown once; all sessions end."""
    password = _renewed_password(session, officer)
    note_change(session, "account.password", officer, deed)
    return password


def reset_factors(session: Session, officer: Officer, deed: Deed) -> str:
    """Forget every second factor; give a password for one sign-in, which is shown once.

    The password is another one, since whoever knows the old one could now set up a factor first.

    Raises:
        NotYourself: it is the own one.

    """
    _require_other(officer, deed)
    factors.forget(session, officer.id)
    password = _renewed_password(session, officer)
    note_change(session, "account.reset_factors", officer, deed)
    return password


def note_change(session: Session, action: str, officer: Officer, deed: Deed, **facts: Any) -> None:
    """Enter a change under the account's number: a user name may tell who it is."""
    what = ("officer", str(officer.id))
    note = Note(action, deed.who, what, officer.agency_id, facts=facts)
    trail.enter(session, note, now=deed.now)


def _renewed_password(session: Session, officer: Officer) -> str:
    password = passwords.temporary()
    officer.password_hash = passwords.hash_password(password)
    officer.must_change = True
    tries.forget(officer)
    tries.forget_devices(session, officer.id)
    sessions.end_all(session, officer.id)
    return password


def _require_apart(roles: Sequence[str]) -> None:
    if Role.ADMINISTRATOR in roles and not APART.isdisjoint(roles):
        raise RolesClash


def _require_other(officer: Officer, deed: Deed) -> None:
    if deed.who.id == officer.id:
        raise NotYourself


def _ordered(roles: Sequence[str]) -> list[str]:
    return [role.value for role in Role if role in roles]
