"""Search dossiers by whole words, and find those of one procedure fast.

An index of words is a fraction of one of trigrams: every filing writes it, and it finds a name made
of common syllables without reading all their dossiers.
"""

from alembic import op
from sqlalchemy import text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_dossiers_search", "dossiers")
    # Marks between words had stayed in the text; a number is found by its parts.
    op.execute(
        "UPDATE dossiers SET search_text = 'agency:' || agency_id || ' ' || "
        "btrim(regexp_replace(search_text, '[^[:alnum:]]+', ' ', 'g'))"
    )
    op.create_index(
        "ix_dossiers_words",
        "dossiers",
        [text("string_to_array(search_text, ' ')")],
        postgresql_using="gin",
    )
    op.create_index("ix_dossiers_procedure", "dossiers", ["agency_id", "procedure_code", "id"])


def downgrade() -> None:
    op.drop_index("ix_dossiers_procedure", "dossiers")
    op.drop_index("ix_dossiers_words", "dossiers")
    op.create_index(
        "ix_dossiers_search",
        "dossiers",
        ["search_text"],
        postgresql_using="gin",
        postgresql_ops={"search_text": "gin_trgm_ops"},
    )
