"""The catalogue of procedures, and the page that explains one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from forms.procedure import Procedure
from forms.vietnamese import search_key, sort_key
from services.web import offered
from services.web.citizen import unfinished

LEVELS = {"commune": _("Cấp xã"), "province": _("Cấp tỉnh"), "ministry": _("Cấp bộ, ngành")}
KINDS = {"full": _("Toàn trình"), "partial": _("Một phần")}
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
    found = [procedure for procedure in shown if wish.fits(procedure)]
    fields = {
        procedure.field_of_work.vi: procedure.field_of_work
        for procedure in sorted(shown, key=_order)
    }
    return render_template(
        "citizen/catalogue.html",
        found=found,
        groups=_by_field(found),
        wish=wish,
        fields=fields,
        levels=LEVELS,
        kinds=KINDS,
        unfinished=unfinished.here(),
    )


@blueprint.get("/thu-tuc/<code>")
def about(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    return render_template(
        "citizen/procedure.html",
        procedure=procedure,
        levels=LEVELS,
        kinds=KINDS,
        places=offered.places(procedure),
    )


def _by_field(found: Iterable[Procedure]) -> dict[str, list[Procedure]]:
    """Group procedures by their field of work, in Vietnamese order."""
    groups: dict[str, list[Procedure]] = defaultdict(list)
    for procedure in sorted(found, key=_order):
        groups[procedure.field_of_work.vi].append(procedure)
    return groups


def _order(procedure: Procedure) -> tuple[str, str]:
    return sort_key(procedure.field_of_work.vi), sort_key(procedure.title.vi)


def _searched(procedure: Procedure) -> str:
    texts = (procedure.title, procedure.summary, procedure.field_of_work)
    words = " ".join(f"{text.vi} {text.en}" for text in texts)
    return search_key(f"{procedure.code} {words}")
