"""The text of a redacted copy: which words are masked, and how it reads then."""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from forms.text import Text
from services.dossiers.actions import Case
from services.redaction import desk, identifiers, words
from services.redaction.identifiers import Suggestion
from services.redaction.refusals import TableShut
from services.redaction.words import LONGEST, Wanted
from services.redaction.work import Work
from services.web import languages
from services.web.context import now, resources
from services.web.officer import redaction_table
from services.web.officer.desk import blueprint, open_case
from services.web.officer.dossier import heading

UNPROCESSABLE = 422
NUL = "\x00"


@blueprint.get("/ho-so/<number>/luoc-bo/chu")
def redaction_text(number: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            case = open_case(session, number)
            return _page(session, case, redaction_table.spread(session, case).work)
    except TableShut as refused:
        return redaction_table.told(number, refused)


@blueprint.post("/ho-so/<number>/luoc-bo/chu")
def mask_text(number: str) -> ResponseReturnValue:
    try:
        with resources().database.transaction() as session:
            case = open_case(session, number)
            table = redaction_table.spread(session, case)
            error = _error()
            if error:
                return _page(session, case, table.work, error), UNPROCESSABLE
            desk.keep(table, _changed(table.work), now=now())
    except TableShut as refused:
        return redaction_table.told(number, refused)
    if request.form.get("do") == "looked":
        return redirect(redaction_table.overview(number))
    return redirect(url_for(".redaction_text", number=number))


def _phrase() -> str:
    return " ".join(request.form.get("phrase", "").replace(NUL, "").split())


def _error() -> str:
    if request.form.get("do") != "add":
        return ""
    if not words.says_something(_phrase()):
        return str(_("Nhập từ hoặc cụm từ cần che."))
    if len(_phrase()) > LONGEST:
        return str(_("Cụm từ dài quá %(limit)s ký tự.", limit=LONGEST))
    return ""


def _changed(work: Work) -> Work:
    deed, form = request.form.get("do", ""), request.form
    if deed == "looked":
        return replace(work, text_looked=True)
    masks = list(work.masks)
    if deed == "add":
        masks.append(Wanted(_phrase(), loose=bool(form.get("loose"))))
    elif deed in {"suggested", "all"}:
        chosen = set(form.getlist("word"))
        masks += [one.wanted for one in suggested(work) if deed == "all" or one.text in chosen]
    elif deed.startswith("remove:"):
        masks = [one for at, one in enumerate(masks) if deed != f"remove:{at}"]
    return work.with_masks(masks)


def suggested(work: Work) -> list[Suggestion]:
    """Suggest what still stands in the text and probably tells who wrote it."""
    left = "\n".join(words.mask(line, work.masks) for line in work.lines)
    found = (*work.person, *identifiers.in_text(left))
    return [one for one in identifiers.unlike(found) if words.count(left, one.wanted)]


def _page(session: Session, case: Case, work: Work, error: str = "") -> str:
    whole = "\n".join(work.lines)
    return render_template(
        "officer/redaction_text.html",
        **heading(session, case),
        work=work,
        masks=[(one, words.count(whole, one)) for one in work.masks],
        suggested=[(one, words.count(whole, one.wanted)) for one in suggested(work)],
        kinds=identifiers.NAMES,
        sections=drawn(work.masked()),
        block=words.BLOCK,
        phrase=_phrase() if error else "",
        loose=bool(request.form.get("loose")) if error else True,
        error=error,
    )


def drawn(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give masked sections in the reader's language."""
    return [
        {
            "title": _said(section["title"]),
            "rows": [
                {"label": _said(row["label"]), "value": [_said(line) for line in row["value"]]}
                for row in section["rows"]
            ],
        }
        for section in sections
    ]


def _said(both: dict[str, str]) -> str:
    return languages.words(Text(**both))
