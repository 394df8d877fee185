"""Give officers roles, hold each agency to its own rows, and keep an audit that nobody changes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0006"
down_revision = "0003"
branch_labels = None
depends_on = None

ISOLATED = ("dossiers", "history", "documents", "files", "audit_entries")
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
)  # What officers could do before there were roles.
BEFORE = "{receiver,head}"
SCOPE = "current_setting('motcua.agency', true)"
SERVICE = f"{SCOPE} = 'service'"
# One comparison, and no cast that an odd setting could break.
OWN_AGENCY = f"{SCOPE} IN ('service', agency_id::text)"
OWN_DOSSIER = f"{SERVICE} OR motcua_sees(dossier_id)"
# What an officer uploads belongs to no dossier until the action is confirmed.
OWN_FILE = f"{SERVICE} OR motcua_sees(dossier_id) OR (dossier_id IS NULL AND draft_id IS NULL)"

# Planned once a connection, so that a row that is written costs no planning.
SEES = f"""
CREATE FUNCTION motcua_sees(wanted bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN {SERVICE} OR EXISTS (SELECT FROM dossiers WHERE id = wanted);
END $$
"""
# The index of words can only be asked past the policies, since its operator might tell of rows by
# its errors (it is not leakproof). So one function asks it, which compares the agency itself.
FIND = f"""
CREATE FUNCTION motcua_dossiers_with(wanted text[], most bigint) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT id FROM dossiers
    WHERE string_to_array(search_text, ' ') @> wanted AND {OWN_AGENCY} LIMIT most
$$
"""  # noqa: S608 - our own words
# Lending the function to the finder takes the right to create in the schema for a moment.
LEND = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_finder') THEN
        GRANT USAGE, CREATE ON SCHEMA public TO motcua_finder;
        GRANT SELECT (id, agency_id, search_text) ON dossiers TO motcua_finder;
        CREATE POLICY finder ON dossiers FOR SELECT TO motcua_finder USING (true);
        ALTER FUNCTION motcua_dossiers_with OWNER TO motcua_finder;
        REVOKE CREATE ON SCHEMA public FROM motcua_finder;
    END IF;
END $$
"""
TAKE_BACK = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'motcua_finder') THEN
        REVOKE ALL ON dossiers FROM motcua_finder;
        REVOKE ALL ON SCHEMA public FROM motcua_finder;
    END IF;
END $$
"""
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
    _add_roles()
    _add_audit()
    _isolate()


def _add_roles() -> None:
    named = ", ".join(f"'{role}'" for role in ROLES)
    roles: sa.Column[list[str]] = sa.Column(
        "roles", ARRAY(sa.String()), nullable=False, server_default=BEFORE
    )
    op.add_column("officers", roles)
    op.alter_column("officers", "roles", server_default=None)
    known = f"roles <@ ARRAY[{named}]::varchar[]"
    op.create_check_constraint("ck_officers_known_roles", "officers", known)
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
    op.execute(SEES)
    op.execute(FIND)
    for table in ISOLATED:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY agency ON dossiers USING ({OWN_AGENCY})")
    op.execute(f"CREATE POLICY agency ON history USING ({OWN_DOSSIER})")
    op.execute(f"CREATE POLICY agency ON documents USING ({OWN_DOSSIER})")
    op.execute(f"CREATE POLICY agency ON files USING ({OWN_FILE})")
    op.execute(f"CREATE POLICY agency ON audit_entries FOR SELECT USING ({OWN_AGENCY})")
    op.execute("CREATE POLICY entering ON audit_entries FOR INSERT WITH CHECK (true)")
    op.execute(LEND)


def downgrade() -> None:
    op.execute("DROP FUNCTION motcua_dossiers_with")
    for table in ISOLATED:
        op.execute(f"DROP POLICY agency ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP POLICY IF EXISTS finder ON dossiers")
    op.execute(TAKE_BACK)
    op.execute("DROP FUNCTION motcua_sees")
    for table in ("audit_waiting", "audit_chain", "audit_entries"):
        op.drop_table(table)
    op.execute("DROP FUNCTION motcua_refuse_change")
    op.execute("DROP FUNCTION motcua_await_chain")
    op.drop_constraint("fk_dossiers_assigned_to_id", "dossiers", type_="foreignkey")
    op.drop_column("dossiers", "assigned_to_id")
    op.drop_constraint("ck_officers_known_roles", "officers", type_="check")
    op.drop_column("officers", "roles")
