"""Let citizens sign in with an account that keeps little, and officers at their own provider."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SERVICE = "current_setting('motcua.agency', true) = 'service'"
# What leads from a person to a dossier: for the service alone, never for an officer.
OF_CITIZENS = ("citizen_accounts", "citizen_sessions", "citizen_dossiers")
LOGINS = "filing_login IN ('optional', 'required')"
PASSWORD = "password"  # noqa: S105 - a word for a way of signing in


def upgrade() -> None:
    op.add_column("agencies", sa.Column("filing_login", sa.String(), nullable=True))
    op.create_check_constraint("filing_login_known", "agencies", LOGINS)
    way: sa.Column[str] = sa.Column("way", sa.String(), server_default=PASSWORD, nullable=False)
    op.add_column("officer_sessions", way)
    op.create_table(
        "sign_in_attempts",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in_attempts"),
    )
    op.create_table(
        "citizen_accounts",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_citizen_accounts"),
        sa.UniqueConstraint("key_hash", name="uq_citizen_accounts_key_hash"),
    )
    op.create_table(
        "citizen_sessions",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        _account(),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("citizen_sessions", "token_hash"),
    )
    op.create_table(
        "citizen_dossiers",
        sa.Column("dossier_id", sa.BigInteger(), nullable=False, autoincrement=False),
        _account(),
        *_keys("citizen_dossiers", "dossier_id"),
        sa.ForeignKeyConstraint(
            ["dossier_id"],
            ["dossiers.id"],
            name="fk_citizen_dossiers_dossier_id",
            ondelete="CASCADE",
        ),
    )
    for table in ("citizen_sessions", "citizen_dossiers"):
        op.create_index(f"ix_{table}_account_id", table, ["account_id"])
    for table in OF_CITIZENS:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(
            f"CREATE POLICY service ON {table} FOR ALL TO motcua_app, CURRENT_USER"
            f" USING ({SERVICE})"
        )


def _account() -> sa.Column[int]:
    return sa.Column("account_id", sa.BigInteger(), nullable=False)


def _keys(table: str, primary: str) -> tuple[sa.Constraint, ...]:
    account = sa.ForeignKeyConstraint(
        ["account_id"],
        ["citizen_accounts.id"],
        name=f"fk_{table}_account_id",
        ondelete="CASCADE",
    )
    return sa.PrimaryKeyConstraint(primary, name=f"pk_{table}"), account


def downgrade() -> None:
    for table in (*reversed(OF_CITIZENS), "sign_in_attempts"):
        op.drop_table(table)
    op.drop_column("officer_sessions", "way")
    op.drop_constraint("filing_login_known", "agencies")
    op.drop_column("agencies", "filing_login")
