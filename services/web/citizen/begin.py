"""Begin a filing: choose who shall receive it."""

from collections.abc import Sequence
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.control import Control, Option
from forms.procedure import Procedure
from services.agencies import directory
from services.agencies.models import Agency
from services.authoring import keeping
from services.drafts import drafts, resuming
from services.web import limits
from services.web.citizen import visit
from services.web.citizen.attempts import Attempt
from services.web.context import now, resources, today
from services.web.limits import limiter

FIELD = "agency"

blueprint = Blueprint("begin", __name__)


@blueprint.get("/thu-tuc/<code>/nop")
def choose(code: str) -> ResponseReturnValue:
    procedure = resources().catalogue.get(code, today())
    return _page(procedure, _offered(procedure))


@blueprint.post("/thu-tuc/<code>/nop")
@limiter.limit(limits.SUBMIT)
def begin(code: str) -> ResponseReturnValue:
    procedure = resources().catalogue.get(code, today())
    offered = _offered(procedure)
    chosen = {agency.code: agency for agency in offered}.get(request.form.get(FIELD, ""))
    if chosen is None:
        error = _("Bạn chưa chọn nơi nhận đơn. Hãy chọn một cơ quan trong danh sách.")
        return _page(procedure, offered, error), HTTPStatus.UNPROCESSABLE_ENTITY
    subject = drafts.Subject(procedure.code, procedure.version, chosen.id)
    days = resources().settings.limits.draft_days
    with resources().database.transaction() as session:
        keeping.keep(session, procedure, now=now())
        opened = drafts.begin(session, subject, days=days, now=now())
        resuming.give_code(opened.draft, opened.token, resources().resume_codes)
    visit.keep_draft(opened.draft.id, opened.token)
    return redirect(Attempt(opened.draft, procedure).url(procedure.steps_to_fill[0]))


def _offered(procedure: Procedure) -> Sequence[Agency]:
    owner = resources().catalogue.owner(procedure)
    with resources().database.transaction() as session:
        return directory.offering(session, procedure.agency_levels, owner)


def _page(procedure: Procedure, offered: Sequence[Agency], error: str = "") -> str:
    control = Control(
        name=FIELD,
        id=FIELD,
        widget="select",
        label=_("Bạn gửi đơn tới cơ quan nào?"),
        hint=_("Chọn cơ quan có quyết định, việc làm mà đơn nói tới, hoặc nơi có thẩm quyền."),
        error=error,
        options=tuple(
            Option(agency.code, agency.name, chosen=len(offered) == 1) for agency in offered
        ),
        attrs={"searchable": "searchable"},
    )
    errors = [(FIELD, error)] if error else []
    return render_template(
        "citizen/begin.html", procedure=procedure, control=control, errors=errors
    )
