"""Note the notice that people were shown, their requests, and what is kept, hidden and deleted."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0013"
down_revision = "0008"
branch_labels = None
depends_on = None

SERVICE = "current_setting('motcua.agency', true) = 'service'"
OWN = "agency_id = motcua_agency()"
# The officers' rights on each table of an agency; deletions are written by the service itself.
ISOLATED = {
    "data_requests": "ALL",
    "legal_holds": "ALL",
    "answer_terms": "ALL",
    "deletions": "SELECT",
}
UNDECIDED = "restored_at IS NULL AND deleted_at IS NULL"
# Table, constraint, column, target and what becomes of the row when a dossier is deleted.
REFERENCES = (
    ("access_requests", "dossier_id", "dossiers", "CASCADE"),
    ("custody_events", "dossier_id", "dossiers", "SET NULL"),
    ("custody_events", "request_id", "access_requests", "SET NULL"),
)


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("privacy_notice", sa.String(), nullable=True))
    op.add_column("dossiers", _moment("hidden_at", nullable=True))
    _add_requests()
    _add_retention()
    for table, column, target, action in REFERENCES:
        _refer(table, column, target, action)
    # What waits for its deletion does not exist for officers, on whatever page.
    op.execute(
        "CREATE POLICY not_hidden ON dossiers AS RESTRICTIVE FOR SELECT TO motcua_officer"
        " USING (hidden_at IS NULL)"
    )
    for table, rights in ISOLATED.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY officer ON {table} FOR {rights} TO motcua_officer USING ({OWN})")
        op.execute(
            f"CREATE POLICY service ON {table} FOR ALL"
            f" TO motcua_app, motcua_custodian, CURRENT_USER USING ({SERVICE})"
        )


def _add_requests() -> None:
    op.create_table(
        "data_requests",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("wish", sa.String(), nullable=False),
        sa.Column("sealed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        _moment("asked_at"),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), server_default="", nullable=False),
        sa.Column("answered_by_id", sa.BigInteger(), nullable=True),
        _moment("answered_at", nullable=True),
        *_own_by("data_requests", ("answered_by_id",)),
    )
    op.create_index("ix_data_requests_agency_id", "data_requests", ["agency_id", "id"])
    op.create_index("ix_data_requests_dossier_id", "data_requests", ["dossier_id", "id"])
    op.create_table(
        "answer_terms",
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        _moment("set_at"),
        sa.PrimaryKeyConstraint("agency_id", "kind", name="pk_answer_terms"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_answer_terms_agency_id"),
    )


def _add_retention() -> None:
    op.create_table(
        "retention_periods",
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("years", sa.BigInteger(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        _moment("set_at"),
        sa.PrimaryKeyConstraint("family", name="pk_retention_periods"),
    )
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("placed_by_id", sa.BigInteger(), nullable=False),
        _moment("placed_at"),
        sa.Column("released_by_id", sa.BigInteger(), nullable=True),
        _moment("released_at", nullable=True),
        *_own_by("legal_holds", ("placed_by_id", "released_by_id")),
    )
    op.create_index("ix_legal_holds_dossier_id", "legal_holds", ["dossier_id"])
    op.create_index(
        "uq_legal_holds_one",
        "legal_holds",
        ["dossier_id"],
        unique=True,
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "deletions",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("agency_id", sa.BigInteger(), nullable=False),
        sa.Column("procedure_code", sa.String(), nullable=False),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("years", sa.BigInteger(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        _moment("marked_at"),
        _moment("delete_after"),
        _moment("restored_at", nullable=True),
        _moment("deleted_at", nullable=True),
        sa.Column("removed", JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deletions"),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_deletions_agency_id"),
    )
    op.create_index("ix_deletions_agency_id", "deletions", ["agency_id", "id"])
    op.create_index(
        "uq_deletions_dossier_id",
        "deletions",
        ["dossier_id"],
        unique=True,
        postgresql_where=sa.text(UNDECIDED),
    )
    op.create_table(
        "retention_runs",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        _moment("approved_at"),
        sa.Column("to_mark", ARRAY(sa.BigInteger()), nullable=False),
        sa.Column("to_delete", ARRAY(sa.BigInteger()), nullable=False),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_retention_runs"),
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _own_by(table: str, officers: tuple[str, ...]) -> tuple[sa.Constraint, ...]:
    """Belong to a dossier, with which the row goes, and to its agency; name officers."""
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossiers.id"], name=f"fk_{table}_dossier_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=f"fk_{table}_agency_id"),
        *(
            sa.ForeignKeyConstraint([column], ["officers.id"], name=f"fk_{table}_{column}")
            for column in officers
        ),
    )


def _refer(table: str, column: str, target: str, action: str | None) -> None:
    name = f"fk_{table}_{column}"
    op.drop_constraint(name, table, type_="foreignkey")
    op.create_foreign_key(name, table, target, [column], ["id"], ondelete=action)


def downgrade() -> None:
    op.execute("DROP POLICY not_hidden ON dossiers")
    for table, column, target, _ in REFERENCES:
        _refer(table, column, target, None)
    for table in (
        "retention_runs",
        "deletions",
        "legal_holds",
        "retention_periods",
        "answer_terms",
        "data_requests",
    ):
        op.drop_table(table)
    op.drop_column("dossiers", "hidden_at")
    op.drop_column("dossiers", "privacy_notice")
