"""Begin a filing: choose who shall receive it."""

from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.control import Control, Option
from forms.procedure import Procedure
from services.agencies.models import Agency
from services.authoring import keeping
from services.drafts import drafts, resuming
from services.web import offered, signed_in_citizen
from services.web.citizen import visit
from services.web.citizen.attempts import Attempt
from services.web.context import now, resources
from services.web.offered import Places

FIELD = "agency"
# In an address: the agency that a page of the guidance chose.
WANTED = "noi-nhan"
REFUSAL = "refusal"

blueprint = Blueprint("begin", __name__)


@blueprint.get("/thu-tuc/<code>/nop")
def choose(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    return _page(procedure, offered.places(procedure))


@blueprint.post("/thu-tuc/<code>/nop")
def begin(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    places = offered.places(procedure)
    chosen = {agency.code: agency for agency in places.here}.get(request.form.get(FIELD, ""))
    if chosen is None:
        error = _("Bạn chưa chọn nơi nhận đơn. Hãy chọn một cơ quan trong danh sách.")
        return _page(procedure, places, error), HTTPStatus.UNPROCESSABLE_ENTITY
    doors = resources().front_doors
    if doors.demands_login(chosen, procedure) and signed_in_citizen.citizen() is None:
        return _sign_in_first(procedure, chosen)
    subject = drafts.Subject(procedure.code, procedure.version, chosen.id)
    days = resources().settings.limits.draft_days
    with resources().database.transaction() as session:
        keeping.keep(session, procedure, now=now())
        opened = drafts.begin(session, subject, days=days, now=now(), sealed=procedure.is_sealed)
        resuming.give_code(opened.draft, opened.token, resources().resume_codes)
    visit.keep_draft(opened.draft.id, opened.token)
    return redirect(Attempt(opened.draft, procedure).url(procedure.steps_to_fill[0]))


def agency_control(agencies: Sequence[Agency], error: str = "") -> Control:
    """Ask which agency shall receive the filing."""
    wanted = request.args.get(WANTED, "")
    return Control(
        name=FIELD,
        id=FIELD,
        widget="select",
        label=_("Bạn gửi đơn tới cơ quan nào?"),
        hint=_("Chọn cơ quan có quyết định, việc làm mà đơn nói tới, hoặc nơi có thẩm quyền."),
        error=error,
        options=tuple(
            Option(agency.code, agency.name, chosen=len(agencies) == 1 or agency.code == wanted)
            for agency in agencies
        ),
        attrs={"searchable": "searchable"},
    )


def _sign_in_first(procedure: Procedure, agency: Agency) -> ResponseReturnValue:
    """Lead to the sign-in and back to the same choice."""
    query = urlencode({WANTED: agency.code})
    back = f"{url_for('begin.choose', code=procedure.code)}?{query}"
    flash(_("%(agency)s chỉ nhận đơn của người đã đăng nhập.", agency=agency.name), "info")
    return redirect(url_for("citizen_sign_in.show", next=back))


def _page(procedure: Procedure, places: Places, error: str = "") -> str:
    lists = procedure.code_lists.get(REFUSAL, ())
    return render_template(
        "citizen/begin.html",
        procedure=procedure,
        places=places,
        control=agency_control(places.here, error),
        reasons=resources().guidance.reasons.among(lists),
        errors=[(FIELD, error)] if error else [],
    )
