"""Keep the answer to a request and when it was closed, and what holders have seen of openings."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OWN = "holder_id IN (SELECT id FROM officers WHERE agency_id = motcua_agency())"
SERVICE = "current_setting('motcua.agency', true) = 'service'"


def upgrade() -> None:
    op.add_column(
        "access_requests", sa.Column("answer", sa.String(), nullable=False, server_default="")
    )
    op.add_column(
        "access_requests", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True)
    )
    officer = sa.ForeignKey("officers.id", name="fk_seen_notices_holder_id", ondelete="CASCADE")
    op.create_table(
        "seen_notices",
        sa.Column("holder_id", sa.BigInteger(), officer, nullable=False, autoincrement=False),
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("holder_id", name="pk_seen_notices"),
    )
    op.execute("ALTER TABLE seen_notices ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE seen_notices FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY officer ON seen_notices TO motcua_officer USING ({OWN})")
    to = "motcua_app, CURRENT_USER"
    op.execute(f"CREATE POLICY service ON seen_notices TO {to} USING ({SERVICE})")


def downgrade() -> None:
    op.drop_table("seen_notices")
    op.drop_column("access_requests", "closed_at")
    op.drop_column("access_requests", "answer")
