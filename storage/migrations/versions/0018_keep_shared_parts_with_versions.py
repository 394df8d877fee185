"""Keep the shared sections and blocks of a procedure with each version that is in use."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("published_procedures", "used_procedures")


def upgrade() -> None:
    for table in TABLES:
        # Rows of before stay without: their versions take the parts that ship.
        kept: sa.Column[object] = sa.Column("shared", JSONB(), nullable=True)
        op.add_column(table, kept)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "shared")
