"""Before a process starts in earnest: nothing of the demo works here."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from config import Mode, Settings, SettingsFault
from services.custody.refusals import DemoKeyInProduction
from services.demo import absence
from storage.database import Database
from storage.scope import SERVICE

TOLD = (
    "The database holds logins or keys of the demo, which everybody knows. Close them with "
    "`motcua users disable`, make a key of your own (docs/custody.md), or begin with an empty "
    "database."
)

log = structlog.get_logger(__name__)


def require(settings: Settings) -> None:
    """Ask it of an installation that runs in earnest.

    Raises:
        SettingsFault: a demo login or a demo key is in the database.

    """
    if settings.mode is Mode.PRODUCTION:
        look(settings.database_url)


def look(database_url: str) -> None:
    """See that nothing of the demo is there; a database that is away is no reason to stay away.

    Raises:
        SettingsFault: a demo login or a demo key is in the database.

    """
    database = Database(database_url, scope=SERVICE, pool_size=1)
    try:
        with database.transaction() as session:
            absence.require(session)
    except (absence.DemoDataInProduction, DemoKeyInProduction):
        raise SettingsFault(TOLD) from None
    except SQLAlchemyError as fault:
        log.warning("demo data not looked for", why=type(fault).__name__)
    finally:
        database.dispose()
