"""A message as an officer sees it: in the open, sealed, or opened for a while."""

from typing import Any

from flask import url_for

from services.dossiers.models import Dossier
from services.files.models import StoredFile
from services.messages.conversation import Said
from services.messages.models import Side
from services.web import downloads
from services.web.formatting import size

Entry = dict[str, Any]


def entry(dossier: Dossier, said: Said) -> Entry:
    files = [downloads.file_entry(stored) for stored in said.files]
    return {**_head(dossier, said), "text": said.text, "files": files}


def opened_entry(dossier: Dossier, request_id: int, said: Said) -> Entry:
    """Give a message with files that can be fetched for as long as the request is open."""
    files = [_opened_file(dossier, request_id, stored) for stored in said.files]
    return {**_head(dossier, said), "text": said.text or "", "files": files}


def _head(dossier: Dossier, said: Said) -> Entry:
    is_own = said.message.author == Side.OFFICER
    return {
        "who": _who(dossier, said) if is_own else dossier.applicant_name,
        "is_own": is_own,
        "is_new": said.is_new and not is_own,
        "at": said.message.at,
    }


def _who(dossier: Dossier, said: Said) -> str:
    """Name the colleague; the person is told the agency alone."""
    officer = said.message.officer
    return officer.full_name if officer else dossier.agency.name


def _opened_file(dossier: Dossier, request_id: int, stored: StoredFile) -> dict[str, str]:
    href = url_for(
        "officer.opened_file", number=dossier.number, request_id=request_id, file_id=stored.id
    )
    return {"name": stored.shown_name, "about": size(stored.size), "href": href}
