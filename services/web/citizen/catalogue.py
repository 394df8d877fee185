"""The catalogue of procedures, and the page that explains one."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from forms.procedure import Procedure
from forms.vietnamese import search_key
from services.web import offered
from services.web.citizen import unfinished

LEVELS = {"commune": _("Cấp xã"), "province": _("Cấp tỉnh"), "ministry": _("Cấp bộ, ngành")}
LONGEST_QUERY = 200

blueprint = Blueprint("catalogue", __name__)


@dataclass(frozen=True)
class Wish:
    """What a visitor looks for: words, a field of work, a level."""

    words: str
    field: str
    level: str

    def fits(self, procedure: Procedure) -> bool:
        return (
            self.field in {"", procedure.field_of_work.vi}
            and self.level in {"", *procedure.agency_levels}
            and all(word in _searched(procedure) for word in search_key(self.words).split())
        )


@blueprint.get("/thu-tuc")
def index() -> ResponseReturnValue:
    shown = offered.procedures()
    wish = Wish(
        request.args.get("tim", "")[:LONGEST_QUERY],
        request.args.get("linh-vuc", ""),
        request.args.get("cap", ""),
    )
    fields = {procedure.field_of_work.vi: procedure.field_of_work for procedure in shown}
    return render_template(
        "citizen/catalogue.html",
        procedures=[procedure for procedure in shown if wish.fits(procedure)],
        wish=wish,
        fields=fields,
        levels=LEVELS,
        unfinished=unfinished.here(),
    )


@blueprint.get("/thu-tuc/<code>")
def about(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    places = offered.places(procedure)
    return render_template(
        "citizen/procedure.html", procedure=procedure, levels=LEVELS, places=places
    )


def _searched(procedure: Procedure) -> str:
    texts = (procedure.title, procedure.summary, procedure.field_of_work)
    words = " ".join(f"{text.vi} {text.en}" for text in texts)
    return search_key(f"{procedure.code} {words}")
