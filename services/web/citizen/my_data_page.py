"""What “Dữ liệu của tôi” shows of a dossier, and the copy of it that people can read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from sqlalchemy.orm import Session

from forms.privacy import notice_file, rights
from forms.privacy.notice import Edition, UnknownEdition
from forms.privacy.rights import Right
from forms.procedure import Procedure
from services.dossiers.models import Dossier
from services.privacy import holdings, requests
from services.privacy.copies import Copy
from services.privacy.holdings import Holdings
from services.privacy.models import DataRequest
from services.retention import keeping, rules
from services.retention.keeping import Kept
from services.web.citizen import dossier_page
from services.web.context import resources, today


@dataclass(frozen=True)
class Row:
    """One request, with the words of what was asked for."""

    asked: DataRequest
    right: Right


@dataclass(frozen=True)
class View:
    """notice: the edition shown at the filing; none for what was filed before there were any."""

    dossier: Dossier
    procedure: Procedure
    held: Holdings
    kept: Kept | None
    notice: Edition | None
    requests: Sequence[Row]


def view(session: Session, dossier: Dossier) -> View:
    known = rules.read(session, resources().catalogue)
    return View(
        dossier=dossier,
        procedure=dossier_page.case_of(dossier).procedure,
        held=holdings.of(session, dossier),
        kept=keeping.why_kept(session, dossier, known, today=today()),
        notice=_edition(dossier.privacy_notice),
        requests=[
            Row(one, rights.shipped().right(one.kind))
            for one in requests.of_dossier(session, dossier.id)
        ],
    )


def texts(dossier: Dossier, made: Copy) -> list[tuple[str, bytes]]:
    """Write the copy twice: for people and for programs."""
    case = dossier_page.case_of(dossier)
    readable = render_template(
        "citizen/my_data_copy.html",
        content=made.content,
        dossier=dossier,
        procedure=case.procedure,
        left_out=made.left_out,
    )
    values = json.dumps(made.content, ensure_ascii=False, indent=2, default=str)
    return [("ho-so.html", readable.encode()), ("du-lieu.json", values.encode())]


def _edition(name: str | None) -> Edition | None:
    try:
        return notice_file.shipped().edition(name) if name else None
    except UnknownEdition:
        return None
