"""Whether the database has the newest schema: asked often, so without loading the migrations."""

from pathlib import Path

from sqlalchemy import Engine, text

VERSIONS = Path(__file__).with_name("migrations") / "versions"
APPLIED = text("SELECT version_num FROM alembic_version")
KNOWN = text("SELECT to_regclass('alembic_version') IS NOT NULL")


def newest() -> str:
    """Tell the newest revision: the number with which its file's name begins."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.scalar(KNOWN)) and connection.scalar(APPLIED) == newest()
