"""Seal drafts that name protected people, and files: their contents, names and keys."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0008"
branch_labels = None
depends_on = None

COLUMNS = {
    "drafts": ("sealed", "key_wrap"),
    "files": ("key_wrap", "sealed_facts", "open_key"),
}


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for column in columns:
            op.add_column(table, sa.Column(column, sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Forget what is sealed: without these columns nobody could open it again."""
    op.execute("DELETE FROM drafts WHERE sealed IS NOT NULL")
    for table, columns in COLUMNS.items():
        for column in columns:
            op.drop_column(table, column)
