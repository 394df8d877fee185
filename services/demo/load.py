"""Demo data: agencies, officers with one known password, and the calendar. Never in production."""

from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms import codelists, vietnamese
from services.accounts.models import Officer
from services.accounts.passwords import hash_password
from services.agencies.models import Agency
from services.deadlines import calendar

SOURCE = Path(__file__).with_name("agencies.yaml")
PASSWORD = "motcua-demo"  # noqa: S105 - printed at every start of a demo, refused in production


def load(session: Session) -> None:
    """Add what is missing; a second call changes nothing."""
    kept_hash = hash_password(PASSWORD)
    for entry in _entries():
        agency = _agency(session, entry)
        for officer in entry["officers"]:
            _officer(session, agency, officer, kept_hash)
    seed_calendar(session)


def seed_calendar(session: Session) -> None:
    """Fill the calendar's table from the list that ships with the service."""
    calendar.seed(
        session,
        (
            calendar.ExceptionalDay(
                day.day, day.type, day.name, day.citation or "?", day.confidence
            )
            for day in codelists.calendar_days()
        ),
    )


def logins() -> list[tuple[str, str, str]]:
    """Give (user name, who it is, the roles) of every demo officer."""
    return [
        (
            officer["username"],
            f"{officer['full_name']}, {entry['name']}",
            ", ".join(officer["roles"]),
        )
        for entry in _entries()
        for officer in entry["officers"]
    ]


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["agencies"]
    return entries


def _agency(session: Session, entry: dict[str, Any]) -> Agency:
    found = session.scalar(select(Agency).where(Agency.code == entry["code"]))
    if found is not None:
        return found
    values = {key: value for key, value in entry.items() if key not in {"officers", "parent"}}
    parent = session.scalar(select(Agency).where(Agency.code == entry.get("parent", "")))
    agency = Agency(
        **values,
        name_sort=vietnamese.sort_key(entry["name"]),
        parent_id=parent.id if parent else None,
    )
    session.add(agency)
    session.flush()
    return agency


def _officer(session: Session, agency: Agency, entry: dict[str, Any], kept_hash: str) -> None:
    found = session.scalar(select(Officer).where(Officer.username == entry["username"]))
    if found is None:
        found = Officer(**entry, agency_id=agency.id, password_hash=kept_hash)
        session.add(found)
    # Refused in production, and elsewhere spared the second factor.
    found.is_demo = True
