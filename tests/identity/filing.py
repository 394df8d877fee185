"""How a denouncer files: page by page like a browser without scripts, or as a program."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from forms import html
from forms.procedure import Procedure
from tests.filing import AGENCY
from tests.forms.posting import posted
from tests.identity.denouncers import PROCEDURE, Denouncer
from tests.web.api.conftest import with_files
from tests.web.citizen.samples import TODAY, png
from tests.web.citizen.visitor import Page, Visitor

CODE = re.compile(r'id="ma-tra-cuu-gia-tri">([^<]+)<')
NUMBER = re.compile(r"XA\.05443-\d{6}-\d{4}")
RESUME = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")
DOWNLOAD = re.compile(r'href="(/tai-ve/[^"]+)"')
EVIDENCE = ("complaint_evidence", "evidence", "representation_papers")


@dataclass(frozen=True)
class Filed:
    """What a person has in the end."""

    who: Denouncer
    number: str
    code: str

    @property
    def codes(self) -> dict[str, str]:
        return {"so": self.number, "ma": self.code}


def fill_in(visitor: Visitor, procedure: Procedure, who: Denouncer) -> Page:
    """Begin a filing and answer every page: its review page."""
    page = visitor.send(visitor.open(f"/thu-tuc/{PROCEDURE}/nop"), {"agency": AGENCY})
    for section in procedure.steps_to_fill:
        given = who.answers(procedure)
        fields = html.controls(section, given, {}, "vi", today=TODAY, procedure=procedure)
        uploads = [field.key for field in section.fields if field.key in EVIDENCE]
        files = [(key, who.file_name, who.evidence) for key in uploads]
        page = visitor.send(page, posted(fields), files=files)
    return page


def file_by_pages(visitor: Visitor, procedure: Procedure, who: Denouncer) -> Filed:
    return sign(visitor, fill_in(visitor, procedure, who), who)


def sign(visitor: Visitor, review: Page, who: Denouncer) -> Filed:
    """Declare, sign and hand in."""
    signature = [("signature.scan", f"Chữ ký {who.name}.png", png())]
    page = visitor.send(review, {"declaration": "yes"}, press=("go", "submit"), files=signature)
    return Filed(who, NUMBER.findall(page.text)[0], CODE.findall(page.text)[0])


def file_by_program(client: FlaskClient, procedure: Procedure, who: Denouncer) -> Filed:
    key = str(uuid4())
    told = file_body(client, body(client, procedure, who, key), key)
    return Filed(who, told["number"], told["access_code"])


def body(client: FlaskClient, procedure: Procedure, who: Denouncer, key: str) -> dict[str, Any]:
    answers = with_files(who.answers(procedure), lambda: upload(client, who, key))
    unasked = "contact_phone" if answers["contact_by"] == "email" else "contact_email"
    answers.pop(unasked)
    return {"procedure": PROCEDURE, "agency": AGENCY, "answers": answers}


def upload(client: FlaskClient, who: Denouncer, key: str) -> str:
    data = {"file": (who.evidence_stream(), who.file_name)}
    answer = client.post("/api/v1/uploads", data=data, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def file_body(client: FlaskClient, sent: dict[str, Any], key: str) -> dict[str, Any]:
    answer = client.post("/api/v1/dossiers", json=sent, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())
