"""Make the blank form of one version of a procedure and keep it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.agencies.models import Agency
from services.documents import blank_shelf
from services.documents.blank import blank_form
from services.documents.issue import PDF, Desk


def print_blank(session: Session, desk: Desk, argument: str) -> None:
    """Do it again or not at all: the same version gives the same bytes under the same key."""
    code, _, version = argument.rpartition("/")
    procedure = desk.catalogue.version(code, int(version))
    if blank_shelf.find(desk.objects, procedure, desk.base_url) is not None:
        return
    form = blank_form(
        procedure, address=f"{desk.base_url}/thu-tuc/{code}", agency_name=_root(session)
    )
    key = blank_shelf.key(procedure, desk.base_url)
    desk.objects.put(key, desk.renderer.render(form), content_type=PDF)


def _root(session: Session) -> str:
    """Name the agency at the root of the tree, whose service this is."""
    listed = select(Agency.name).where(Agency.parent_id.is_(None), Agency.active)
    return session.scalar(listed.order_by(Agency.id)) or ""
