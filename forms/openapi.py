"""A procedure as parts of an OpenAPI 3.1 document, for programs that file this one by the API.

The parts are a whole document themselves: one operation, and the schemas that it names.
"""

from typing import Any

from forms import examples, json_schema
from forms.procedure import Procedure

Document = dict[str, Any]

VERSION = "3.1.0"
FILING = "/api/v1/dossiers"


def of(procedure: Procedure) -> Document:
    """Describe the filing of this one procedure; the whole API describes its answers in full."""
    return {
        "openapi": VERSION,
        "info": {
            "title": procedure.title.in_language("en"),
            "summary": procedure.summary.in_language("en"),
            "version": str(procedure.version),
        },
        "jsonSchemaDialect": json_schema.DIALECT,
        "paths": {FILING: {"post": _operation(procedure)}},
        "components": {"schemas": _schemas(procedure)},
    }


def name(procedure: Procedure) -> str:
    """Name the schemas of a procedure: ``FeedbackPetition``."""
    return "".join(word.capitalize() for word in procedure.slug.split("_"))


def _operation(procedure: Procedure) -> Document:
    content: Document = {"schema": _reference(f"{name(procedure)}Filing")}
    content["example"] = _filing(procedure)
    return {
        "operationId": f"file_{procedure.slug}",
        "summary": f"File {procedure.code}: {procedure.title.in_language('en')}",
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "description": "The same key never makes a second dossier.",
                "schema": {"type": "string", "pattern": "^[!-~]{16,200}$"},
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {
            "201": {"description": "Filed; the answer holds the number and the access code."},
            "422": {"description": "An answer does not pass; `errors` names each place."},
        },
    }


def _schemas(procedure: Procedure) -> Document:
    answers = json_schema.of(procedure)
    filing = {
        "type": "object",
        "additionalProperties": False,
        "required": ["procedure", "agency", "answers"],
        "properties": {
            "procedure": {"const": procedure.code},
            "version": {"const": procedure.version},
            "agency": {"type": "string", "description": "The code of an agency."},
            "answers": _reference(f"{name(procedure)}Answers"),
        },
    }
    return {f"{name(procedure)}Filing": filing, f"{name(procedure)}Answers": answers}


def _filing(procedure: Procedure) -> Document:
    return {
        "procedure": procedure.code,
        "version": procedure.version,
        "agency": "XA.05443",
        "answers": examples.answers(procedure),
    }


def _reference(schema: str) -> Document:
    return {"$ref": f"#/components/schemas/{schema}"}
