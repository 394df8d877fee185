"""Begin a procedure: a new version of one that there is, a copy of one's own, or from nothing."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms import html, skeleton
from forms.catalogue import UnknownProcedure
from forms.editing import operations
from forms.fields import Field
from forms.kinds.base import Refused
from forms.kinds.dates import WholeDate
from forms.kinds.text import ShortText
from forms.procedure import Procedure, Section
from forms.text import Text
from services.authoring import drafting
from services.web.context import now, resources, today
from services.web.languages import language
from services.web.officer.authoring_desk import author
from services.web.officer.desk import blueprint

SOURCE = "tu"
AT = "@"
CODE = re.compile(r"[A-Za-z0-9.\-]{2,40}")
NOT_A_CODE = Text(
    "Mã gồm 2 đến 40 chữ không dấu, số, dấu chấm hoặc gạch nối. Ví dụ: 2.002407 hoặc MUON-HT.",
    "A code has 2 to 40 letters, digits, points or hyphens. Example: 2.002407 or MUON-HT.",
)
NOT_LATER = Text(
    "Ngày có hiệu lực phải sau hôm nay. Hãy chọn một ngày khác.",
    "It must take effect after today. Choose another day.",
)
FIELDS = (
    Field(
        key="code",
        kind=ShortText(max_length=40),
        label=Text("Mã thủ tục", "Code"),
        hint=Text(
            "Giữ mã cũ để lập phiên bản mới. Đổi mã để có thủ tục riêng của cơ quan.",
            "Keep the code for a new version; change it for a procedure of your own.",
        ),
    ),
    Field(
        key="begins",
        kind=WholeDate(),
        label=Text("Có hiệu lực từ ngày", "In force from"),
    ),
)
SECTION = Section(key="begin", title=Text("Soạn thủ tục", "Write a procedure"), fields=FIELDS)

Raw = dict[str, Any]


def named(procedure: Procedure) -> str:
    return f"{procedure.code}{AT}{procedure.version}"


@blueprint.get("/thu-tuc/moi")
def begin_procedure() -> ResponseReturnValue:
    source = _source()
    tomorrow = (today() + timedelta(days=1)).isoformat()
    code = source.code if source else ""
    return _page(source, {"code": code, "begins": tomorrow}, {})


@blueprint.post("/thu-tuc/moi")
def begin_draft() -> ResponseReturnValue:
    officer, source = author(), _source()
    posted = {name: request.form.getlist(name) for name in request.form}
    raw = {field.key: field.kind.read(field.key, posted) for field in FIELDS}
    errors = _errors(raw)
    if errors:
        return _page(source, raw, errors), HTTPStatus.UNPROCESSABLE_ENTITY
    code, begins = str(raw["code"]).strip(), date.fromisoformat(str(raw["begins"]))
    with resources().database.transaction() as session:
        draft = drafting.begin(
            session, officer, text=_text(source, code, begins), slug=_slug(code), now=now()
        )
    return redirect(url_for(".draft", draft_id=draft.id))


def _source() -> Procedure | None:
    """Find what is copied; none: from nothing."""
    author()
    code, _at, version = request.args.get(SOURCE, "").rpartition(AT)
    if not code:
        return None
    if not (version.isascii() and version.isdecimal() and len(version) <= len("9999")):
        abort(HTTPStatus.NOT_FOUND)
    catalogue = resources().catalogue
    found = catalogue.version(code, int(version))
    if catalogue.owner(found) not in {None, author().agency_id}:
        raise UnknownProcedure(code)
    return found


def _errors(raw: Raw) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for field in FIELDS:
        try:
            field.kind.check(raw[field.key], today(), {})
        except Refused as refused:
            found[field.key] = refused.about(field.label)
    if "code" not in found and not CODE.fullmatch(raw["code"].strip()):
        found["code"] = NOT_A_CODE
    if "begins" not in found and date.fromisoformat(raw["begins"]) <= today():
        found["begins"] = NOT_LATER
    return found


def _text(source: Procedure | None, code: str, begins: date) -> str:
    """Write the first text: the next version of a code, or the first of a new one."""
    if source is None:
        return skeleton.text(code, begins)
    versions = resources().catalogue.versions(code)
    version = max((one.version for one in versions), default=0) + 1
    return operations.next_version(source.text, code=code, version=version, begins=begins)


def _slug(code: str) -> str:
    return re.sub("[^a-z0-9]+", "_", code.lower()).strip("_") or "procedure"


def _page(source: Procedure | None, raw: Raw, errors: Mapping[str, Text]) -> str:
    controls = html.controls(SECTION, raw, errors, language(), today=today())
    return render_template(
        "officer/authoring_begin.html",
        source=source,
        controls=controls,
        errors=html.error_summary(SECTION, errors, language()),
    )
