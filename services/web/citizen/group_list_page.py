"""Draw the pages that fill a list by a file: the chooser, and what the file would change."""

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import lazy_gettext as _

from forms import answers, columns
from forms.conditions import look_up
from services.lists.reading import MOST_BYTES, Proposal
from services.web.citizen import group_list_offer
from services.web.citizen.group_list_offer import ADD, REPLACE, Offer
from services.web.citizen.group_list_place import Place
from services.web.context import today
from services.web.formatting import size
from services.web.languages import words

WAYS = {
    ADD: _("Thêm vào cuối danh sách đang có"),
    REPLACE: _("Thay cả danh sách đang có bằng các dòng này"),
}
FILE_FIELD = "list"
WAY_FIELD = "how"


@dataclass(frozen=True)
class Table:
    """Rows as the person will read them on the review page."""

    headings: list[str]
    rows: list[list[str]]


def chooser(place: Place, error: str = "") -> str:
    errors = [(FILE_FIELD, error)] if error else []
    return _page(place, errors=errors, error=error, found=None)


def preview(place: Place, found: Proposal) -> str:
    offer = Offer(found.rows)
    first = [("sai", str(_("Có dòng cần sửa trong tệp.")))] if found.faults else []
    return _page(place, errors=first, found=found, **_offered(place, offer))


def again(place: Place, offer: Offer, error: str) -> str:
    """Show the same rows again when the way of taking them is not clear."""
    told = {"way_error": error, "errors": [(WAY_FIELD, error)]}
    return _page(place, found=None, **_offered(place, offer), **told)


def _page(place: Place, **about: Any) -> str:
    return render_template(
        "citizen/group_list.html",
        place=place,
        attempt=place.attempt,
        headings=[words(column.heading) for column in columns.of(place.repeat)],
        most_bytes=size(MOST_BYTES),
        **about,
    )


def _offered(place: Place, offer: Offer) -> dict[str, Any]:
    return {
        "offer": group_list_offer.sealed(place, offer),
        "table_rows": _table(place, offer),
        "ways": WAYS if place.rows else {},
        "doubled": len(offer.rows) - len(offer.added(place)),
    }


def _table(place: Place, offer: Offer) -> Table:
    wanted = columns.of(place.repeat)
    checked = answers.check_rows(
        place.field, list(offer.rows), place.attempt.raw, today=today()
    ).answers.get(place.field.key, [])
    return Table(
        [words(column.heading) for column in wanted],
        [[_shown(column, row) for column in wanted] for row in checked],
    )


def _shown(column: columns.Column, row: dict[str, Any]) -> str:
    value = look_up(row, ".".join(column.path))
    return "" if value is None else "; ".join(map(words, column.field.kind.shown(value)))
