"""Give officers second factors, sessions that can be listed, and browsers that are known again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
FACTS = ("agent_hash", "device", "place", "factor")


def upgrade() -> None:
    # Sessions of before say nothing of their browser: everybody signs in anew.
    op.execute("DELETE FROM officer_sessions")
    _widen_officers()
    _widen_sessions()
    _add_factors()
    op.create_table(
        "officer_devices",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        _owner(),
        sa.Column("seen_at", TIME, nullable=False),
        sa.Column("failures", sa.BigInteger(), nullable=False),
        sa.Column("locked_until", TIME, nullable=True),
        *_keys("officer_devices", "token_hash", "officer_id"),
    )
    op.create_index("ix_officer_devices_officer_id", "officer_devices", ["officer_id"])
    empty: sa.Column[list[str]] = sa.Column(
        "networks", sa.ARRAY(sa.Text()), nullable=False, server_default="{}"
    )
    op.add_column("agencies", empty)


def _widen_officers() -> None:
    for name in ("must_change", "is_demo"):
        told: sa.Column[bool] = sa.Column(
            name, sa.Boolean(), nullable=False, server_default=sa.false()
        )
        op.add_column("officers", told)


def _widen_sessions() -> None:
    for column in (
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("agent_hash", sa.LargeBinary(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("factor", sa.String(), nullable=False),
        sa.Column("confirmed_at", TIME, nullable=True),
        sa.Column("challenge", sa.LargeBinary(), nullable=True),
        sa.Column("pending", sa.LargeBinary(), nullable=True),
    ):
        op.add_column("officer_sessions", column)
    op.create_unique_constraint("uq_officer_sessions_id", "officer_sessions", ["id"])


def _add_factors() -> None:
    op.create_table(
        "officer_authenticators",
        _owner(),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        *_keys("officer_authenticators", "officer_id"),
    )
    op.create_table(
        "officer_passkeys",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        _owner(),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("used_at", TIME, nullable=True),
        sa.Column("copied_at", TIME, nullable=True),
        *_keys("officer_passkeys", "id"),
        sa.UniqueConstraint("credential_id", name="uq_officer_passkeys_credential_id"),
    )
    op.create_index("ix_officer_passkeys_officer_id", "officer_passkeys", ["officer_id"])
    op.create_table(
        "officer_recovery_codes",
        _owner(),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        *_keys("officer_recovery_codes", "officer_id", "mark"),
    )


def _owner() -> sa.Column[int]:
    return sa.Column("officer_id", sa.BigInteger(), nullable=False, autoincrement=False)


def _keys(table: str, *primary: str) -> tuple[sa.Constraint, ...]:
    owner = sa.ForeignKeyConstraint(
        ["officer_id"],
        ["officers.id"],
        name=f"fk_{table}_officer_id",
        ondelete="CASCADE",
    )
    return sa.PrimaryKeyConstraint(*primary, name=f"pk_{table}"), owner


def downgrade() -> None:
    op.drop_column("agencies", "networks")
    for table in ("devices", "recovery_codes", "passkeys", "authenticators"):
        op.drop_table(f"officer_{table}")
    op.execute("DELETE FROM officer_sessions")
    for name in ("pending", "challenge", "confirmed_at", *reversed(FACTS), "stage", "id"):
        op.drop_column("officer_sessions", name)
    for name in ("is_demo", "must_change"):
        op.drop_column("officers", name)
