"""The procedures in force: what they ask, what they cost, by when they are answered."""

from functools import cache
from typing import Any

import marshmallow as ma
from flask import Response, jsonify, make_response, url_for
from flask.typing import ResponseReturnValue

from forms import examples, json_schema
from forms.procedure import Procedure
from forms.text import Text
from services.web import offered
from services.web.api import schemas
from services.web.api.blueprint import Answer, operation

# Procedures change by publishing a version, at the turn of a day.
CACHE = "public, max-age=300"


@operation(
    "GET /procedures", Answer(schema=schemas.ProcedureList), summary="List what can be filed today"
)
def list_procedures() -> ResponseReturnValue:
    shown = [line(found) for found in offered.procedures()]
    return _cached(schemas.ProcedureList, {"procedures": shown})


@operation(
    "GET /procedures/<code>",
    Answer(schema=schemas.Procedure),
    refuses=(404,),
    summary="One procedure, with the JSON Schema of its answers",
)
def get_procedure(code: str) -> ResponseReturnValue:
    procedure = offered.procedure(code)
    return _cached(schemas.Procedure, line(procedure) | _details(procedure))


def both(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.in_language("en")}


def line(procedure: Procedure) -> dict[str, Any]:
    return {
        "code": procedure.code,
        "version": procedure.version,
        "title": both(procedure.title),
        "summary": both(procedure.summary),
        "agency_levels": list(procedure.agency_levels),
        "href": url_for("api.get_procedure", code=procedure.code),
    }


def _cached(schema: type[ma.Schema], content: dict[str, Any]) -> Response:
    response = make_response(jsonify(schema().dump(content)))
    response.headers["Cache-Control"] = CACHE
    return response


@cache
def _details(procedure: Procedure) -> dict[str, Any]:
    """Describe a version once for each process: versions never change."""
    return {
        "effective_from": procedure.effective_from,
        "effective_to": procedure.effective_to,
        "who_may_file": both(procedure.who_may_file),
        "fee": both(procedure.fee),
        "result": both(procedure.result),
        "papers": [
            {"name": both(paper.name), "required": paper.required, "note": both(paper.note)}
            for paper in procedure.papers
        ],
        "deadlines": [
            {**vars(deadline), "label": both(deadline.label)} for deadline in procedure.deadlines
        ],
        "legal_basis": procedure.legal_basis,
        "answers_schema": json_schema.of(procedure),
        "example": examples.answers(procedure),
    }
