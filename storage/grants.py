"""What the service's own role may do with the tables: it works on rows and owns nothing."""

from sqlalchemy import Connection, text

from storage.scope import OFFICER

# Rows of the audit are added and read, never changed; the queue of the chain is emptied.
NARROW = {
    "alembic_version": "SELECT",
    "audit_entries": "SELECT, INSERT",
    "audit_chain": "SELECT, INSERT",
    "audit_waiting": "SELECT, DELETE",
}
WIDE = "SELECT, INSERT, UPDATE, DELETE"
TABLES = text("SELECT quote_ident(tablename), tablename FROM pg_tables WHERE schemaname = 'public'")
# A role that owns the tables, or that stands above all rules, is given nothing and loses nothing.
GRANTEE = text(
    "SELECT quote_ident(rolname) FROM pg_roles"
    " WHERE rolname = :role AND rolname <> current_user AND NOT rolsuper"
)


def grant(connection: Connection, role: str) -> None:
    """Let the service and its officers work on every table, new ones too, and no more than that."""
    for one in (role, OFFICER):
        _grant(connection, one)


def _grant(connection: Connection, role: str) -> None:
    grantee = connection.scalar(GRANTEE, {"role": role})
    if grantee is None:
        return
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {grantee}"))
    for quoted, name in connection.execute(TABLES).all():
        connection.execute(text(f"REVOKE ALL ON {quoted} FROM {grantee}"))
        rights = NARROW.get(name, WIDE)
        connection.execute(text(f"GRANT {rights} ON {quoted} TO {grantee}"))
