"""A redacted copy of a denunciation: the decider masks what names its person, a verifier reads."""

import re
from http import HTTPStatus

from flask.testing import FlaskClient
from sqlalchemy import select

from services.dossiers.models import Dossier
from services.redaction.words import BLOCK
from services.resources import Resources
from tests import staff
from tests.burned import hidden_in
from tests.identity.answers import fetched
from tests.identity.encodings import hits
from tests.identity.filing import Filed
from tests.web.officer import redaction_desk
from tests.web.officer.browsing import send
from tests.web.officer.redaction_desk import CHECKED, SHEET, copy_of, desk, identity_page, press

READ = "Người xác minh sẽ đọc"
# Where a machine finds no words, such as a signature.
WHOLE = {"left": "0", "top": "0", "width": "100", "height": "100"}


def redact(decider: FlaskClient, filed: Filed) -> None:
    """Open the whole dossier, mask what is suggested, look at everything, issue."""
    page = redaction_desk.begin(decider, filed)
    assert filed.who.name in decider.get(identity_page(filed), follow_redirects=True).text
    _mask_words(decider, filed)
    sheets = sorted(set(SHEET.findall(page)))
    assert len(sheets) >= 3
    for sheet in sheets:
        _mask_sheet(decider, filed, sheet)
    redaction_desk.issue(decider, filed)


def read(verifier: FlaskClient, filed: Filed) -> None:
    """Read the copy with its files, and try whatever else there is about the dossier."""
    fetched(verifier, f"/can-bo/ho-so/{filed.number}")
    page = fetched(verifier, copy_of(filed)).text
    assert BLOCK in page
    files = re.findall(rf'href="({copy_of(filed)}/\d+/\d+)"', page)
    assert len(files) >= 3
    for file in files:
        assert hidden_in(fetched(verifier, file).data, filed.who.secrets) == []
    send(verifier, identity_page(filed), reason="Cần hẹn gặp", scope=["person"])
    assert verifier.get(desk(filed)).status_code == HTTPStatus.FORBIDDEN
    fetched(verifier, f"/can-bo/ho-so/{filed.number}/tin-nhan")


def put_in_charge(resources: Resources, username: str, filed: Filed) -> None:
    with resources.database.transaction() as session:
        dossier_id = session.scalars(select(Dossier.id).where(Dossier.number == filed.number)).one()
    staff.give(resources, dossier_id, staff.named(resources, username))


def _mask_words(decider: FlaskClient, filed: Filed) -> None:
    """Mask what is suggested: that must be all by which these people name themselves."""
    text = desk(filed, "/chu")
    assert filed.who.name in _preview(decider, text)
    press(decider, text, do="all")
    assert hits(filed.who.secrets, _preview(decider, text).encode()) == set()
    press(decider, text, do="looked")


def _preview(decider: FlaskClient, text: str) -> str:
    return fetched(decider, text).text.partition(READ)[2]


def _mask_sheet(decider: FlaskClient, filed: Filed, sheet: str) -> None:
    """Drawing a page is slow: what the form hides comes from another page."""
    found = CHECKED.findall(fetched(decider, sheet).text)
    boxes = {"do": "all", "offered": found} if found else {"do": "add", **WHOLE}
    press(decider, desk(filed), sheet, **boxes)
    assert CHECKED.findall(fetched(decider, sheet).text) == []
    press(decider, desk(filed), sheet, do="looked")
