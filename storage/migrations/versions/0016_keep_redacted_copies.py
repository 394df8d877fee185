"""Keep redacted copies of sealed dossiers, each under a key of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SERVICE = "current_setting('motcua.agency', true) = 'service'"
OWN = "motcua_sees(dossier_id)"
TABLES = ("redactions", "redacted_files")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _add_redactions()
    _add_files()
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY officer ON {table} FOR ALL TO motcua_officer USING ({OWN})")
        op.execute(
            f"CREATE POLICY service ON {table} FOR ALL"
            f" TO motcua_app, motcua_custodian, CURRENT_USER USING ({SERVICE})"
        )


def _add_redactions() -> None:
    op.create_table(
        "redactions",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        _of_dossier("redactions"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        _officer("begun_by_id"),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("work", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=True),
        _officer("issued_by_id", nullable=True),
        sa.Column("issued_at", MOMENT, nullable=True),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("key_wrap", sa.LargeBinary(), nullable=True),
        sa.Column("text", sa.LargeBinary(), nullable=True),
        _officer("recalled_by_id", nullable=True),
        sa.Column("recalled_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_redactions"),
        sa.UniqueConstraint("dossier_id", "version", name="uq_redactions_version"),
    )
    op.create_index(
        "uq_redactions_open",
        "redactions",
        ["dossier_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )


def _add_files() -> None:
    key = sa.ForeignKey("redactions.id", name="fk_redacted_files_redaction_id", ondelete="CASCADE")
    op.create_table(
        "redacted_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("redaction_id", sa.BigInteger(), key, nullable=False),
        _of_dossier("redacted_files"),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_redacted_files"),
    )
    for column in ("redaction_id", "dossier_id"):
        op.create_index(f"ix_redacted_files_{column}", "redacted_files", [column])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _of_dossier(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("dossiers.id", name=f"fk_{table}_dossier_id", ondelete="CASCADE")
    return sa.Column("dossier_id", sa.BigInteger(), key, nullable=False)


def _officer(name: str, *, nullable: bool = False) -> sa.Column[int]:
    key = sa.ForeignKey("officers.id", name=f"fk_redactions_{name}")
    return sa.Column(name, sa.BigInteger(), key, nullable=nullable)
