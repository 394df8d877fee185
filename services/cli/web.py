"""`./motcua web`: serve the pages and the JSON API."""

import gc
from importlib import import_module

import click
import structlog
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from sqlalchemy.exc import SQLAlchemyError

from config import Mode, Settings, SettingsFault
from services.custody.refusals import DemoKeyInProduction
from services.demo import absence
from storage.database import Database
from storage.scope import SERVICE

WEB_WORKERS = 2
# More threads answer no more requests on the cores there are; they only make each wait longer.
# Slow clients do not hold them: the proxy in front takes a request in whole (deploy/README.md).
WEB_THREADS = 2
APPLICATION = "wsgi"
DEMO = (
    "The database holds logins or keys of the demo, which everybody knows. Close them with "
    "`motcua users disable`, make a key of your own (docs/custody.md), or begin with an empty "
    "database."
)

log = structlog.get_logger(__name__)


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--workers", default=WEB_WORKERS, show_default=True)
@click.option("--threads", default=WEB_THREADS, show_default=True, help="Threads of a worker.")
def web(port: int, host: str, workers: int, threads: int) -> None:
    """Serve the pages and the JSON API."""
    settings = Settings.from_env()
    if settings.mode is Mode.PRODUCTION:
        refuse_demo(settings.database_url)
    share_memory()
    Granian(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()


def refuse_demo(database_url: str) -> None:
    """See that nothing of the demo works here; a database that is away is no reason to stay away.

    Raises:
        SettingsFault: a demo login or a demo key is in the database.

    """
    database = Database(database_url, scope=SERVICE, pool_size=1)
    try:
        with database.transaction() as session:
            absence.require(session)
    except (absence.DemoDataInProduction, DemoKeyInProduction):
        raise SettingsFault(DEMO) from None
    except SQLAlchemyError as fault:
        log.warning("demo data not looked for", why=type(fault).__name__)
    finally:
        database.dispose()


def share_memory() -> None:
    """Load the code before the workers are forked off, so that they share it.

    Frozen, it is not touched by the collector of a worker, which would copy what it touches.
    Connections are opened in each worker, by `wsgi`.
    """
    import_module(APPLICATION)
    gc.collect()
    gc.freeze()
