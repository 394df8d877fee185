"""The words by which a dossier is found, and the index of them."""

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Text, any_, func, literal, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from forms.vietnamese import search_words
from services.dossiers.models import Dossier

MOST_WORDS = 8
MOST_MATCHES = 5000
LONGEST_TEXT = 2000
# Written as the index is: with a bound parameter in it the expression would not be recognised.
WORDS = func.string_to_array(Dossier.search_text, literal_column("' '"), type_=ARRAY(Text))
LISTS = ("enable_seqscan", "enable_indexscan")


def joined(agency_id: int, text: str) -> str:
    """Write the words by which a dossier is found; a long petition is found by its beginning."""
    return " ".join((_of_agency(agency_id), *search_words(text)))[:LONGEST_TEXT]


def wanted(search: str) -> list[str]:
    """Read the words that an officer looks for."""
    return list(search_words(search)[:MOST_WORDS])


def hold(words: Sequence[str]) -> ColumnElement[bool]:
    """Say that a dossier holds all these words."""
    return WORDS.contains(list(words))


def are_among(ids: Sequence[int]) -> ColumnElement[bool]:
    return Dossier.id == any_(literal(list(ids), ARRAY(BigInteger)))


def few(session: Session, agency_id: int, words: Sequence[str]) -> Sequence[int] | None:
    """Ask the index of words alone; none if more match than are worth sorting.

    The planner cannot know how often a rare word occurs; guessing wrong, it would read the whole
    table to find nothing.
    """
    # A function of the database asks the index, for the agency that the transaction is held to:
    # under the policies alone the planner may not use it (revision 0008).
    asked = literal([_of_agency(agency_id), *words], ARRAY(Text))
    found = select(func.motcua_dossiers_with(asked, MOST_MATCHES + 1, type_=BigInteger))
    _allow_lists(session, "off")
    ids = session.scalars(found).all()
    _allow_lists(session, "on")
    return ids if len(ids) <= MOST_MATCHES else None


def _allow_lists(session: Session, value: str) -> None:
    """Keep the planner from reading lists, until the transaction ends or it is allowed again."""
    session.execute(select(*(func.set_config(name, value, True) for name in LISTS)))  # noqa: FBT003 - of PostgreSQL


def _of_agency(agency_id: int) -> str:
    """Make a word for the agency that nobody can type: a typed word holds no colon."""
    return f"agency:{agency_id}"
