"""Seal identities: custody keys and their shares, sealed values, requests to open, events."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "custody_events",
    "access_requests",
    "sealed_values",
    "sealed_keys",
    "custody_shares",
    "custody_keys",
)


def upgrade() -> None:
    create_keys()
    create_sealed()
    create_requests()
    create_events()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def create_keys() -> None:
    op.create_table(
        "custody_keys",
        identity(),
        reference("agency_id", "agencies.id", "fk_custody_keys_agency_id"),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("threshold", sa.BigInteger(), nullable=False),
        sa.Column("share_count", sa.BigInteger(), nullable=False),
        sa.Column("canary", sa.LargeBinary(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_custody_keys"),
        sa.UniqueConstraint("fingerprint", name="uq_custody_keys_fingerprint"),
    )
    op.create_index("ix_custody_keys_agency_id", "custody_keys", ["agency_id"])
    op.create_table(
        "custody_shares",
        reference("key_id", "custody_keys.id", "fk_custody_shares_key_id", "CASCADE"),
        reference("holder_id", "officers.id", "fk_custody_shares_holder_id"),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("proven_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key_id", "holder_id", name="pk_custody_shares"),
    )
    op.create_index("ix_custody_shares_holder_id", "custody_shares", ["holder_id"])


def create_sealed() -> None:
    op.create_table(
        "sealed_keys",
        reference("dossier_id", "dossiers.id", "fk_sealed_keys_dossier_id", "CASCADE"),
        reference("custody_key_id", "custody_keys.id", "fk_sealed_keys_custody_key_id"),
        sa.Column("custody_wrap", sa.LargeBinary(), nullable=False),
        sa.Column("code_wrap", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_sealed_keys"),
    )
    op.create_index("ix_sealed_keys_custody_key_id", "sealed_keys", ["custody_key_id"])
    op.create_table(
        "sealed_values",
        reference("dossier_id", "dossiers.id", "fk_sealed_values_dossier_id", "CASCADE"),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "purpose", name="pk_sealed_values"),
    )


def create_requests() -> None:
    op.create_table(
        "access_requests",
        identity(),
        reference("dossier_id", "dossiers.id", "fk_access_requests_dossier_id"),
        reference("requester_id", "officers.id", "fk_access_requests_requester_id"),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("scope", ARRAY(sa.Text()), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        optional("approver_id", "officers.id", "fk_access_requests_approver_id"),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_access_requests"),
    )
    op.create_index("ix_access_requests_dossier_id", "access_requests", ["dossier_id"])
    op.create_index(
        "ix_access_requests_open",
        "access_requests",
        ["asked_at"],
        postgresql_where=sa.text("state = 'asked'"),
    )


def create_events() -> None:
    op.create_table(
        "custody_events",
        identity(),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        optional("agency_id", "agencies.id", "fk_custody_events_agency_id"),
        optional("key_id", "custody_keys.id", "fk_custody_events_key_id"),
        optional("officer_id", "officers.id", "fk_custody_events_officer_id"),
        optional("dossier_id", "dossiers.id", "fk_custody_events_dossier_id"),
        optional("request_id", "access_requests.id", "fk_custody_events_request_id"),
        sa.Column("detail", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_custody_events"),
    )
    op.create_index("ix_custody_events_key", "custody_events", ["key_id", "id"])
    op.create_index("ix_custody_events_dossier", "custody_events", ["dossier_id", "id"])


def identity() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False)


def reference(
    name: str, target: str, constraint: str, ondelete: str | None = None
) -> sa.Column[int]:
    key = sa.ForeignKey(target, name=constraint, ondelete=ondelete)
    return sa.Column(name, sa.BigInteger(), key, nullable=False)


def optional(name: str, target: str, constraint: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), sa.ForeignKey(target, name=constraint), nullable=True)
