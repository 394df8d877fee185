"""What each role of the service may do with the tables: it works on rows and owns nothing."""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from storage.scope import CUSTODIAN, OFFICER

# Rows that are added and read, never changed; the queue of the chain is emptied.
NARROW = {
    "alembic_version": "SELECT",
    "audit_entries": "SELECT, INSERT",
    "audit_chain": "SELECT, INSERT",
    "audit_waiting": "SELECT, DELETE",
    "custody_events": "SELECT, INSERT",
    "deletions": "SELECT, INSERT, UPDATE",
    "published_procedures": "SELECT, INSERT",
    "used_procedures": "SELECT, INSERT",
}
WIDE = "SELECT, INSERT, UPDATE, DELETE"
# What is written to somebody stays as it was written; only that it was read is added.
MESSAGES = "SELECT, INSERT, UPDATE (read_at)"
OF_THE_SERVICE = {**NARROW, "messages": f"{MESSAGES}, DELETE"}
OF_OFFICERS = {
    **NARROW,
    "messages": MESSAGES,
    # Where people are told that there is news: no officer reads it, whatever a page might ask.
    "notice_contacts": "",
    "notices": "",
    # Nor what leads from a person who signs in to a dossier.
    "citizen_accounts": "",
    "citizen_dossiers": "",
    "citizen_sessions": "",
    "sign_in_attempts": "",
}
# The custodian is given these tables and no other.
OF_THE_CUSTODIAN = {
    "agencies": "SELECT",
    "officers": "SELECT",
    # Whose it is, and nothing that anybody wrote.
    "dossiers": "SELECT (id, number, agency_id, assigned_to_id)",
    "custody_keys": "SELECT, INSERT, UPDATE",
    "custody_shares": "SELECT, INSERT, UPDATE, DELETE",
    # It moves data keys to a new key and notes openings: it seals and approves nothing.
    "sealed_keys": "SELECT, UPDATE (custody_key_id, custody_wrap)",
    "access_requests": "SELECT, UPDATE (opened_at)",
    "custody_events": "SELECT, INSERT",
}
TABLES = text("SELECT quote_ident(tablename), tablename FROM pg_tables WHERE schemaname = 'public'")
# A role that owns the tables, or that stands above all rules, is given nothing and loses nothing.
GRANTEE = text(
    "SELECT quote_ident(rolname) FROM pg_roles"
    " WHERE rolname = :role AND rolname <> current_user AND NOT rolsuper"
)


def grant(connection: Connection, role: str) -> None:
    """Let the service, its officers and the custodian work on the tables, and no more than that."""
    _grant(connection, role, OF_THE_SERVICE, WIDE)
    _grant(connection, OFFICER, OF_OFFICERS, WIDE)
    _grant(connection, CUSTODIAN, OF_THE_CUSTODIAN, "")


def _grant(connection: Connection, role: str, named: Mapping[str, str], others: str) -> None:
    """Give the rights that are named for a table, or those for all others."""
    grantee = connection.scalar(GRANTEE, {"role": role})
    if grantee is None:
        return
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {grantee}"))
    for quoted, name in connection.execute(TABLES).all():
        connection.execute(text(f"REVOKE ALL ON {quoted} FROM {grantee}"))
        rights = named.get(name, others)
        if rights:
            connection.execute(text(f"GRANT {rights} ON {quoted} TO {grantee}"))
