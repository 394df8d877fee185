"""Keep what a person and an agency write to one another, and where notices of it are sent."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SERVICE = "current_setting('motcua.agency', true) = 'service'"
OWN = "agency_id = motcua_agency() AND motcua_sees(dossier_id)"
UNREAD = "author = 'applicant' AND read_at IS NULL"
TABLES = ("messages", "notice_contacts", "notices")


def upgrade() -> None:
    _add_messages()
    _add_notices()
    op.add_column("files", sa.Column("message_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key("fk_files_message_id", "files", "messages", ["message_id"], ["id"])
    op.create_index("ix_files_message_id", "files", ["message_id"])
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY service ON {table} FOR ALL"
            f" TO motcua_app, CURRENT_USER USING ({SERVICE})"
        )
    # Officers have none on the other two: an address for notices is nobody's business.
    op.execute(f"CREATE POLICY officer ON messages FOR ALL TO motcua_officer USING ({OWN})")


def _add_messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        _moment("at"),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("officer_id", sa.BigInteger(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("attempt_hash", sa.LargeBinary(), nullable=False),
        _moment("read_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("dossier_id", "attempt_hash", name="uq_messages_attempt"),
        _of_dossier("messages"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_messages_agency_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_messages_officer_id"),
    )
    op.create_index("ix_messages_dossier_id", "messages", ["dossier_id", "id"])
    op.create_index(
        "ix_messages_unread",
        "messages",
        ["agency_id", "dossier_id"],
        postgresql_where=sa.text(UNREAD),
    )


def _add_notices() -> None:
    op.create_table(
        "notice_contacts",
        sa.Column("dossier_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=False),
        _moment("set_at"),
        _moment("told_at", nullable=True),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_notice_contacts"),
        _of_dossier("notice_contacts"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.BigInteger(), nullable=False),
        sa.Column("last_error", sa.String(), nullable=False),
        _moment("made_at"),
        _moment("due_at"),
        _moment("sent_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        _of_dossier("notices"),
    )
    op.create_index("ix_notices_dossier_id", "notices", ["dossier_id", "id"])


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_dossier(table: str) -> sa.Constraint:
    """Belong to a dossier, with which the row goes."""
    name = f"fk_{table}_dossier_id"
    return sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Forget the messages with their files, which the code of before could not open."""
    op.execute("DELETE FROM files WHERE purpose = 'message'")
    op.execute("DELETE FROM sealed_values WHERE purpose LIKE 'message:%'")
    op.drop_column("files", "message_id")
    op.execute("DELETE FROM outbox WHERE effect = 'notify'")
    for table in reversed(TABLES):
        op.drop_table(table)
