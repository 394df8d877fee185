"""What an applicant may do to a dossier besides withdrawing and adding: a page for each action."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.control import Control
from forms.kinds.base import typed
from forms.text import Text
from forms.workflow import Action, Input
from services.dossiers.actions import Case
from services.dossiers.models import Dossier
from services.dossiers.refusals import ActionNotAllowed, InputsInvalid
from services.web.citizen import dossier_page, opened, pressed
from services.web.citizen.happenings import ANSWER
from services.web.citizen.withdrawal import WITHDRAW
from services.web.context import resources
from services.web.languages import words

NAME = "viec"
# These have pages of their own.
ELSEWHERE = frozenset({ANSWER, WITHDRAW})
LINES = frozenset({"line", "day", "time"})

blueprint = Blueprint("wishes", __name__)
opened.redirect_refusals(blueprint)


def offered(case: Case) -> tuple[Action, ...]:
    """List what the applicant may do now on these pages."""
    return tuple(one for one in case.allowed("applicant") if one.name not in ELSEWHERE)


@blueprint.get("/tra-cuu/ho-so/viec")
def ask() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        return _page(dossier, _wanted(dossier), {})


@blueprint.post("/tra-cuu/ho-so/viec")
def act() -> ResponseReturnValue:
    with resources().database.transaction() as session:
        dossier = opened.dossier(session)
        wanted = _wanted(dossier)
        if pressed.stays():
            return _page(dossier, wanted, {})
        given = {asked.key: request.form.get(asked.key, "") for asked in wanted.inputs}
        try:
            opened.act(session, dossier, wanted.name, given)
        except InputsInvalid as refused:
            return _page(dossier, wanted, refused.errors), HTTPStatus.UNPROCESSABLE_ENTITY
        state = dossier_page.case_of(dossier).workflow.state(dossier.state)
    flash(words(state.words), "success")
    return redirect(url_for("follow_up.show"))


def _wanted(dossier: Dossier) -> Action:
    """Find the action that was named, or the one that asks for what was written.

    Raises:
        ActionNotAllowed: the dossier does not allow it (any more).

    """
    name = request.values.get(NAME, "")
    for action in offered(dossier_page.case_of(dossier)):
        if name == action.name or (not name and _asks_for_what_came(action)):
            return action
    raise ActionNotAllowed(name, dossier.state)


def _asks_for_what_came(action: Action) -> bool:
    return any(asked.key in request.form for asked in action.inputs)


def _page(dossier: Dossier, action: Action, errors: dict[str, Text]) -> str:
    return render_template(
        "citizen/wish.html",
        dossier=dossier,
        action=action,
        controls=[_control(asked, errors) for asked in action.inputs],
        errors=[(key, words(text)) for key, text in errors.items()],
    )


def _control(asked: Input, errors: dict[str, Text]) -> Control:
    attrs = {"maxlength": str(asked.max_length)}
    is_line = asked.kind in LINES
    return Control(
        name=asked.key,
        id=asked.key,
        widget="input" if is_line else "textarea",
        label=words(asked.label),
        hint=words(asked.hint),
        error=words(errors[asked.key]) if asked.key in errors else "",
        required=asked.required,
        value=typed(request.form.get(asked.key, "")),
        attrs=attrs | ({"type": "text"} if is_line else {"rows": "4"}),
    )
