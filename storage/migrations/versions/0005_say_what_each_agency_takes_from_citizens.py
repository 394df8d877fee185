"""Say what each agency takes from citizens, and for whom it takes it in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# What an agency took in until now, by its level.
BEFORE = {"commune": "commune_chair", "province": "province_chair", "ministry": "minister"}


def upgrade() -> None:
    op.add_column("agencies", sa.Column("front_door", sa.String(), nullable=True))
    op.create_check_constraint(
        "front_door_known", "agencies", "front_door IN ('filing', 'information', 'back_end')"
    )
    op.add_column(
        "agencies",
        sa.Column("answers_for", ARRAY(sa.Text()), nullable=False, server_default="{}"),
    )
    agencies = sa.table("agencies", sa.column("level"), sa.column("answers_for", ARRAY(sa.Text())))
    for level, body in BEFORE.items():
        op.execute(agencies.update().where(agencies.c.level == level).values(answers_for=[body]))


def downgrade() -> None:
    op.drop_column("agencies", "answers_for")
    op.drop_constraint("front_door_known", "agencies")
    op.drop_column("agencies", "front_door")
