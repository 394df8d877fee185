"""Let a holder's PKCS#11 token keep what opens a custody share, instead of a passphrase."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kept: sa.Column[bytes] = sa.Column("token", sa.LargeBinary(), nullable=True)
    op.add_column("custody_shares", kept)


def downgrade() -> None:
    # A share of a token then opens with the words from paper alone.
    op.drop_column("custody_shares", "token")
