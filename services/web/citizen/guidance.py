"""Guidance before filing: who decides, why petitions are refused, who may file for another."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from forms.control import Control, Option
from forms.guidance.competence import Outcome, Question, Step
from services.web.citizen import guidance_places
from services.web.context import resources, today
from services.web.languages import words

# The button of a question sends its key, so that a question left open can be told from a link.
ASKED = "hoi"

blueprint = Blueprint("guidance", __name__)


@blueprint.get("/huong-dan/khieu-nai")
def competence() -> ResponseReturnValue:
    """Ask one question after the other; all answers stand in the address."""
    step = resources().guidance.competence.follow(request.args)
    sent = request.args.get(ASKED)
    if step.question and sent == step.question.key:
        error = _("Bạn chưa chọn. Hãy chọn một câu trả lời.")
        return _question(step, step.question, error), HTTPStatus.UNPROCESSABLE_ENTITY
    if sent is not None:
        # The plain address of a step can be kept and sent to others.
        return redirect(_address(step.answers))
    if step.question:
        return _question(step, step.question)
    return _outcome(step, step.outcome) if step.outcome else redirect(_address({}))


@blueprint.get("/huong-dan/tham-quyen")
def table() -> ResponseReturnValue:
    found = resources().guidance.competence
    return render_template("citizen/guidance_table.html", paths=list(found.paths()), found=found)


@blueprint.get("/huong-dan/khong-thu-ly")
def reasons() -> ResponseReturnValue:
    return render_template(
        "citizen/guidance_reasons.html", lists=resources().guidance.reasons.lists
    )


@blueprint.get("/huong-dan/nop-thay")
def representation() -> ResponseReturnValue:
    found = resources().guidance.representation
    return render_template("citizen/guidance_representation.html", found=found)


def _address(answers: Mapping[str, str]) -> str:
    query = urlencode(answers)
    return url_for("guidance.competence") + (f"?{query}" if query else "")


def _question(step: Step, question: Question, error: str = "") -> str:
    control = Control(
        name=question.key,
        id=question.key,
        widget="radios",
        label=words(question.label),
        hint=words(question.hint),
        error=error,
        options=tuple(
            Option(option.value, words(option.label), hint=words(option.hint))
            for option in question.options
        ),
    )
    return render_template(
        "citizen/guidance_question.html",
        control=control,
        answered=_answered(step),
        given=step.answers,
        back=_back(step),
        errors=[(question.key, error)] if error else [],
        asked=ASKED,
    )


def _outcome(step: Step, outcome: Outcome) -> str:
    with resources().database.transaction() as session:
        places = guidance_places.of(session, outcome)
    rules = resources().guidance.limitation.current(today())
    return render_template(
        "citizen/guidance_outcome.html",
        outcome=outcome,
        places=places,
        rule=next((rule for rule in rules if rule.key == outcome.limitation), None),
        answered=_answered(step),
        back=_back(step),
    )


def _answered(step: Step) -> list[dict[str, str]]:
    """List the answers, each with the address at which it can be changed."""
    rows = []
    before: dict[str, str] = {}
    for question, option in step.answered:
        rows.append(
            {
                "label": words(question.label),
                "value": words(option.label),
                "href": _address(before),
            }
        )
        before[question.key] = option.value
    return rows


def _back(step: Step) -> str:
    rows = _answered(step)
    return rows[-1]["href"] if rows else url_for("pages.guidance")
