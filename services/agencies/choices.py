"""The agencies that a form may offer, for procedures that ask to choose one."""

from collections.abc import Mapping
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.kinds.agencies import Agency as AgencyKind
from forms.procedure import Procedure, walk
from services.agencies.models import Agency


def names(session: Session, procedure: Procedure) -> Mapping[str, str]:
    """Give the names of active agencies by code; none if the procedure does not ask for one."""
    if not _asks_for_an_agency(procedure):
        return {}
    listed = select(Agency.code, Agency.name).where(Agency.active).order_by(Agency.name_sort)
    return dict(session.execute(listed).all())


@cache
def _asks_for_an_agency(procedure: Procedure) -> bool:
    return any(isinstance(field.kind, AgencyKind) for _, field in walk(procedure.fields))
