"""Where operations are declared: one line for the route, one for each thing that is documented."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import marshmallow as ma
from flask import Response, request
from flask.typing import ResponseReturnValue
from flask_smorest import Blueprint

from services.web.api.schemas import Problem
from services.web.api.strict_json import StrictParser
from services.web.context import resources
from services.web.errors import PROBLEM

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Doc = dict[str, Any]

JSON = "application/json"
NO_STORE = "no-store"
# Any of these may answer any operation.
ALWAYS = (400, 429, 503)
REFUSALS = {
    400: "The request cannot be read.",
    401: "The access code is missing.",
    404: "Not found. A wrong number and a wrong access code get the same answer.",
    409: "The idempotency key came before with another content.",
    413: "The body is larger than allowed.",
    415: "The body is not JSON.",
    422: "Something in the request is wrong; `errors` says where and why.",
    429: "Too many requests: solve the `puzzle` if there is one, or come back after `Retry-After`.",
    503: "A part of the service is away. The same request may be sent again.",
}

blueprint = Blueprint("api", __name__, url_prefix="/api/v1", description="Một Cửa, version 1")
blueprint.ARGUMENTS_PARSER = StrictParser()


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the operation is given: a JSON body, or a query."""

    schema: type[ma.Schema]
    location: str = "json"
    examples: Doc | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a success looks like; a dictionary describes what is not JSON."""

    schema: type[ma.Schema] | Doc
    status: int = 200
    content_type: str = JSON
    description: str = "OK"
    headers: Doc = field(default_factory=dict)


def operation(
    route: str,
    answer: Answer,
    *,
    given: Given | None = None,
    refuses: Iterable[int] = (),
    **doc: Any,
) -> Callable[[View], View]:
    """Declare an operation, such as ``GET /procedures``, with all that it may answer."""
    method, _, path = route.partition(" ")

    def declare(view: View) -> View:
        documented: Any = _answered(view, answer)
        for status in sorted({*ALWAYS, *refuses}):
            documented = _refused(documented, status)
        if given:
            documented = _given(documented, given)
        documented = blueprint.doc(operationId=view.__name__, **doc)(documented)
        blueprint.add_url_rule(path, view.__name__, documented, methods=[method])
        return view

    return declare


def _answered(view: Any, answer: Answer) -> Any:
    return blueprint.response(
        answer.status,
        answer.schema,
        content_type=answer.content_type,
        description=answer.description,
        headers=answer.headers,
    )(view)


def _given(view: Any, given: Given) -> Any:
    return blueprint.arguments(
        given.schema, location=given.location, examples=given.examples, unknown=ma.RAISE
    )(view)


def _refused(view: Any, status: int) -> Any:
    return blueprint.alt_response(
        status, schema=Problem, content_type=PROBLEM, description=REFUSALS[status]
    )(view)


def limit_body() -> None:
    """Bound what is read; the upload of a file raises the bound for itself."""
    request.max_content_length = resources().settings.limits.api_body_bytes
    # The server ends the stream where the body ends, also when it comes in chunks.
    request.environ.setdefault("wsgi.input_terminated", True)


def forbid_keeping(response: Response) -> Response:
    """Answers about people stay out of caches; what is public says so itself."""
    response.headers.setdefault("Cache-Control", NO_STORE)
    response.vary.add("Accept-Language")
    return response


blueprint.before_request(limit_body)
blueprint.after_request(forbid_keeping)
