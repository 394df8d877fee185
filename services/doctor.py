"""A look at the whole installation: every part is asked, and stuck work is found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from redis.exceptions import RedisError
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from config import Mode
from services.accounts.models import Officer
from services.custody import overview
from services.custody.refusals import CustodianAway
from services.notices.models import Notice, NoticeState
from services.outbox.effects import NOTIFY
from services.outbox.models import OutboxMessage
from services.resources import Resources
from storage import revision
from storage.objects import ObjectMissing, ObjectsUnavailable

ROLE = text(
    "SELECT rolsuper OR rolbypassrls,"
    " EXISTS (SELECT FROM pg_tables WHERE tablename = 'dossiers' AND tableowner = current_user)"
    " FROM pg_roles WHERE rolname = current_user"
)
STUCK_AFTER = timedelta(minutes=5)
FAULTS = (CustodianAway, RedisError, SQLAlchemyError, ObjectMissing, ObjectsUnavailable)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    well: bool
    words: str


def examine(resources: Resources) -> list[Finding]:
    findings = readiness(resources)
    if findings[0].well:
        findings.append(_ask("outbox", lambda: _stuck(resources)))
        findings.append(_ask("notices", lambda: _unsent(resources)))
        findings.append(_ask("procedures", lambda: _quarantined(resources)))
        findings.append(_ask("accounts", lambda: _accounts(resources)))
        findings.append(_ask("custody", lambda: _custody(resources)))
        findings.append(_ask("custodian", lambda: _answers(resources.custodian.status)))
    return findings


def readiness(resources: Resources) -> list[Finding]:
    """Ask every engine; the database comes first."""
    return [
        _ask("database", lambda: _schema(resources)),
        _ask("isolation", lambda: _role(resources)),
        _ask("queue", lambda: _answers(resources.redis.ping)),
        _ask("objects", lambda: _answers(resources.objects.ping)),
    ]


def _ask(what: str, question: Callable[[], str]) -> Finding:
    try:
        fault = question()
    except FAULTS as error:
        return Finding(what, well=False, words=f"does not answer ({type(error).__name__})")
    return Finding(what, well=not fault, words=fault or "in order")


def _answers(ping: Callable[[], object]) -> str:
    ping()
    return ""


def _schema(resources: Resources) -> str:
    if revision.is_current(resources.database.engine):
        return ""
    return "the schema is not the newest; run `motcua migrate`"


def _accounts(resources: Resources) -> str:
    """Say whether there are accounts whose password everybody knows, where nobody may use them."""
    if resources.settings.mode is not Mode.PRODUCTION:
        return ""
    with resources.database.transaction() as session:
        left = session.scalar(select(func.count()).where(Officer.is_demo, Officer.active)) or 0
    return f"{left} demo accounts are open; they are refused, disable them" if left else ""


def _custody(resources: Resources) -> str:
    """Say which agencies cannot take denunciations, and which keys nobody has tried for long."""
    reminder = overview.Reminder(datetime.now(UTC), resources.settings.custody.rehearsal_days)
    with resources.database.transaction() as session:
        return "; ".join(overview.complaints(session, reminder))


def _role(resources: Resources) -> str:
    """Say whether the service works under a role that the policies could not hold back."""
    with resources.database.transaction() as session:
        above, owns = session.execute(ROLE).one()
    if above:
        return "the service's role stands above row-level security; see deploy/README.md"
    if owns and resources.settings.mode is Mode.PRODUCTION:
        return "the service's role owns the tables; give it a role of its own (deploy/README.md)"
    return ""


def _stuck(resources: Resources) -> str:
    """Say how much promised work is older than five minutes, and what failed last."""
    with resources.database.transaction() as session:
        count, error = session.execute(
            select(func.count(), func.max(OutboxMessage.last_error)).where(
                OutboxMessage.done_at.is_(None),
                # Notices wait for their hour, and for a mail server, on purpose.
                OutboxMessage.effect != NOTIFY,
                OutboxMessage.promised_at < datetime.now(UTC) - STUCK_AFTER,
            )
        ).one()
    return f"{count} promises wait for more than 5 minutes ({error or 'no error'})" if count else ""


def _unsent(resources: Resources) -> str:
    """Say how many notices of new messages wait because mail cannot be sent."""
    counted = select(Notice.state, func.count()).group_by(Notice.state)
    with resources.database.transaction() as session:
        counts: dict[str, int] = dict(session.execute(counted).all())
    found = {
        "no mail server configured (SMTP_HOST)": counts.get(NoticeState.NO_SERVER, 0),
        "the mail server does not take them": counts.get(NoticeState.WAITING, 0),
    }
    return "; ".join(f"{count} not sent: {why}" for why, count in found.items() if count)


def _quarantined(resources: Resources) -> str:
    """Name every document that is left out, and why; all others run."""
    aside = resources.library.look().quarantined
    reasons = "\n     ".join(str(quarantined) for quarantined in aside)
    return f"{len(aside)} left out:\n     {reasons}" if aside else ""
