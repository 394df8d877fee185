"""Publish procedures of agencies, and keep every version that was used."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def officer(name: str, *, nullable: bool) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey("officers.id"), nullable=nullable)


def upgrade() -> None:
    op.add_column(
        "officers",
        sa.Column("may_author", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "procedure_drafts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("agency_id", sa.BigInteger(), sa.ForeignKey("agencies.id"), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        officer("author_id", nullable=False),
        officer("editor_id", nullable=False),
        officer("sent_by_id", nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_index("ix_procedure_drafts_agency_id", "procedure_drafts", ["agency_id", "state"])
    op.create_table(
        "published_procedures",
        sa.Column("id", sa.BigInteger(), sa.Identity(), primary_key=True),
        sa.Column("agency_id", sa.BigInteger(), sa.ForeignKey("agencies.id"), nullable=True),
        *texts(),
        sa.Column("published_at", MOMENT, nullable=False),
        officer("author_id", nullable=True),
        officer("approver_id", nullable=True),
        sa.UniqueConstraint("code", "version", name="uq_published_procedures_code_version"),
        sa.CheckConstraint(
            "author_id <> approver_id", name=op.f("ck_published_procedures_two_persons")
        ),
    )
    op.create_index("ix_published_procedures_agency_id", "published_procedures", ["agency_id"])
    op.create_table(
        "used_procedures",
        *texts(),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("code", "version"),
    )
    op.add_column("drafts", sa.Column("moved_from", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("stays_before", sa.BigInteger(), nullable=True))
    op.add_column(
        "drafts",
        sa.Column(
            "left_over",
            JSONB(),
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
        ),
    )


def texts() -> list[sa.Column[object]]:
    """Name the columns that hold one version of a procedure."""
    return [
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
    ]


def downgrade() -> None:
    for column in ("left_over", "stays_before", "moved_from"):
        op.drop_column("drafts", column)
    op.drop_table("used_procedures")
    op.drop_table("published_procedures")
    op.drop_table("procedure_drafts")
    op.drop_column("officers", "may_author")
