"""Many dossiers at once, made of one."""

from sqlalchemy import text

from services.dossiers.models import Dossier
from services.resources import Resources

OWN = {
    "number": "number || '-' || lpad(n::text, 4, '0')",
    "attempt_hash": "decode(md5(n::text), 'hex')",
    "due_on": "due_on + n",
}


def copy(resources: Resources, number: str, count: int) -> None:
    """Put copies of a dossier beside it, each due a day later than the one before."""
    columns = [column.name for column in Dossier.__table__.columns if column.name != "id"]
    values = ", ".join(OWN.get(name, name) for name in columns)
    statement = (
        f"INSERT INTO dossiers ({', '.join(columns)}) SELECT {values} "  # noqa: S608 - names of columns
        "FROM dossiers, generate_series(1, :count) AS n WHERE number = :number"
    )
    with resources.database.transaction() as session:
        session.execute(text(statement), {"count": count, "number": number})
