"""What the forms themselves do not know and are lent: the agencies that can be chosen."""

from collections.abc import Mapping

from forms.procedure import Procedure
from services.agencies import choices
from services.web.context import resources


def agencies(procedure: Procedure) -> Mapping[str, str]:
    """Give the names of agencies by code, if a question of the procedure needs them."""
    with resources().database.transaction() as session:
        return choices.names(session, procedure)
