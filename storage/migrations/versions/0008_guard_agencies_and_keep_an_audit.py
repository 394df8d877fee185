"""Give officers roles, hold each agency to its own rows, and keep an audit that nobody changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

APPEND_ONLY = ("audit_entries", "audit_chain")
ROLES = (
    "receiver",
    "decider",
    "verifier",
    "head",
    "clerk",
    "author",
    "administrator",
    "auditor",
    "custodian",
)
# What officers could do before there were roles.
BEFORE = "{receiver,head}"
# What some of them could do besides.
HELD = {
    "author": "may_author",
    "custodian": "EXISTS (SELECT FROM custody_shares WHERE holder_id = officers.id)",
}
SCOPE = "current_setting('motcua.agency', true)"
SERVICE = f"{SCOPE} = 'service'"
# Officers' transactions run under a role of their own, so that its policy is one equality: together
# with the agency that a question names anyway it is tested once, and no index is lost by it.
OWN_KEYS = "SELECT id FROM custody_keys WHERE agency_id = motcua_agency()"
OFFICER = {
    "dossiers": "agency_id = motcua_agency()",
    "history": "motcua_sees(dossier_id)",
    "documents": "motcua_sees(dossier_id)",
    # What an officer uploads belongs to no dossier until the action is confirmed.
    "files": "motcua_sees(dossier_id) OR (dossier_id IS NULL AND draft_id IS NULL)",
    "audit_entries": "agency_id = motcua_agency()",
    "procedure_drafts": "agency_id = motcua_agency()",
    "access_requests": "motcua_sees(dossier_id)",
    "sealed_keys": "motcua_sees(dossier_id)",
    "sealed_values": "motcua_sees(dossier_id)",
    # The agencies below a key's own are told whose key protects their dossiers.
    "custody_keys": "true",
    "custody_shares": f"key_id IN ({OWN_KEYS})",
    "custody_events": f"agency_id = motcua_agency() OR key_id IN ({OWN_KEYS})",
}
# Officers read them; they are written by the service itself or by the custodian.
READ_ONLY = ("audit_entries", "custody_keys", "custody_shares", "custody_events")
# `published_procedures` and `used_procedures` stand open: what is published, everybody may read.
ROLES_NEEDED = ("motcua_app", "motcua_custodian", "motcua_officer", "motcua_finder")
MISSING = "The roles {} are missing: deploy/README.md tells how an administrator makes them."

# An odd setting is no agency, and no failure.
AGENCY = f"""
CREATE FUNCTION motcua_agency() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN {SCOPE} ~ '^[0-9]{{1,18}}$' THEN {SCOPE}::bigint END
$$
"""

# Planned once a connection, so that a row that is written costs no planning.
SEES = """
CREATE FUNCTION motcua_sees(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT FROM dossiers WHERE id = wanted);
END $$
"""
# The index of words can only be asked past the policies, since its operator might tell of rows by
# its errors (it is not leakproof). So one function asks it, which compares the agency itself.
FIND = f"""
CREATE FUNCTION motcua_dossiers_with(wanted text[], most bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT id FROM dossiers
    WHERE string_to_array(search_text, ' ') @> wanted
        AND ({SERVICE} OR agency_id = motcua_agency())
    LIMIT most
$$
"""  # noqa: S608 - our own words
# Lending the function to the finder takes the right to create in the schema for a moment.
LEND = (
    "GRANT USAGE, CREATE ON SCHEMA public TO motcua_finder",
    "GRANT SELECT (id, agency_id, search_text) ON dossiers TO motcua_finder",
    "CREATE POLICY finder ON dossiers FOR SELECT TO motcua_finder USING (true)",
    "ALTER FUNCTION motcua_dossiers_with OWNER TO motcua_finder",
    "REVOKE CREATE ON SCHEMA public FROM motcua_finder",
)
TAKE_BACK = (
    "DROP POLICY finder ON dossiers",
    "REVOKE ALL ON dossiers FROM motcua_finder",
    "REVOKE ALL ON SCHEMA public FROM motcua_finder",
)
REFUSE = """
CREATE FUNCTION motcua_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME USING ERRCODE = '42501';
END $$
"""
# Who enters something has no say in whether it is chained.
QUEUE = """
CREATE FUNCTION motcua_await_chain() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    INSERT INTO audit_waiting (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$
"""


def upgrade() -> None:
    _require_roles()
    _add_roles()
    _add_audit()
    _isolate()


def _require_roles() -> None:
    known = set(op.get_bind().scalars(sa.text("SELECT rolname FROM pg_roles")))
    missing = [role for role in ROLES_NEEDED if role not in known]
    if missing:
        raise RuntimeError(MISSING.format(", ".join(missing)))


def _add_roles() -> None:
    named = ", ".join(f"'{role}'" for role in ROLES)
    roles: sa.Column[list[str]] = sa.Column(
        "roles", ARRAY(sa.String()), nullable=False, server_default=BEFORE
    )
    op.add_column("officers", roles)
    op.alter_column("officers", "roles", server_default=None)
    known = f"roles <@ ARRAY[{named}]::varchar[]"
    op.create_check_constraint("ck_officers_known_roles", "officers", known)
    for role, condition in HELD.items():
        op.execute(f"UPDATE officers SET roles = roles || '{role}'::varchar WHERE {condition}")  # noqa: S608 - our own words
    op.drop_column("officers", "may_author")
    op.add_column("dossiers", sa.Column("assigned_to_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        "fk_dossiers_assigned_to_id", "dossiers", "officers", ["assigned_to_id"], ["id"]
    )


def _add_audit() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        _text("object_kind"),
        _text("object_id"),
        sa.Column("outcome", sa.String(), nullable=False),
        _text("reason"),
        _text("request_id"),
        sa.Column("facts", JSONB(), nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_agency_id", "audit_entries", ["agency_id", "at", "id"])
    op.create_index("ix_audit_entries_object_id", "audit_entries", ["object_id", "at", "id"])
    op.create_index("ix_audit_entries_actor_id", "audit_entries", ["actor_id", "at", "id"])
    op.create_table(
        "audit_chain",
        sa.Column("seq", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_chain"),
        sa.UniqueConstraint("entry_id", name="uq_audit_chain_entry_id"),
    )
    op.create_table(
        "audit_waiting",
        sa.Column("entry_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_audit_waiting"),
    )
    op.execute(QUEUE)
    op.execute(
        "CREATE TRIGGER await_chain AFTER INSERT ON audit_entries"
        " FOR EACH ROW EXECUTE FUNCTION motcua_await_chain()"
    )
    op.execute(REFUSE)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION motcua_refuse_change()"
        )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def _isolate() -> None:
    for function in (AGENCY, SEES, FIND):
        op.execute(function)
    for table, own in OFFICER.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        reading = "FOR SELECT" if table in READ_ONLY else "FOR ALL"
        op.execute(f"CREATE POLICY officer ON {table} {reading} TO motcua_officer USING ({own})")
        # Of no column: tested once a question, not once a row.
        to = "motcua_app, motcua_custodian, CURRENT_USER"
        way = "FOR SELECT" if table in APPEND_ONLY else "FOR ALL"
        op.execute(f"CREATE POLICY service ON {table} {way} TO {to} USING ({SERVICE})")
    # An agency counts what is sealed to its key, whosever dossiers they are.
    op.execute(
        "CREATE POLICY holder ON sealed_keys FOR SELECT TO motcua_officer"
        f" USING (custody_key_id IN ({OWN_KEYS}))"
    )
    op.execute("CREATE POLICY entering ON audit_entries FOR INSERT WITH CHECK (true)")
    for step in LEND:
        op.execute(step)


def downgrade() -> None:
    op.execute("DROP FUNCTION motcua_dossiers_with")
    op.execute("DROP POLICY holder ON sealed_keys")
    for step in TAKE_BACK:
        op.execute(step)
    for table in OFFICER:
        op.execute(f"DROP POLICY officer ON {table}")
        op.execute(f"DROP POLICY service ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP FUNCTION motcua_sees")
    op.execute("DROP FUNCTION motcua_agency")
    for table in ("audit_waiting", "audit_chain", "audit_entries"):
        op.drop_table(table)
    op.execute("DROP FUNCTION motcua_refuse_change")
    op.execute("DROP FUNCTION motcua_await_chain")
    op.drop_constraint("fk_dossiers_assigned_to_id", "dossiers", type_="foreignkey")
    op.drop_column("dossiers", "assigned_to_id")
    op.drop_constraint("ck_officers_known_roles", "officers", type_="check")
    op.add_column(
        "officers",
        sa.Column("may_author", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.execute("UPDATE officers SET may_author = 'author' = ANY (roles)")
    op.drop_column("officers", "roles")
