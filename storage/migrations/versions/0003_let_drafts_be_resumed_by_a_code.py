"""Let a draft be resumed on another device by a code."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in ("code_salt", "code_hash", "code_seal"):
        op.add_column("drafts", sa.Column(column, sa.LargeBinary(), nullable=True))
    op.create_unique_constraint("uq_drafts_code_hash", "drafts", ["code_hash"])


def downgrade() -> None:
    op.drop_constraint("uq_drafts_code_hash", "drafts", type_="unique")
    for column in ("code_seal", "code_hash", "code_salt"):
        op.drop_column("drafts", column)
