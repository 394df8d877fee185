"""The OpenAPI document at /api/v1/openapi.json."""

from typing import Any

from apispec import BasePlugin
from flask import Flask
from flask_smorest import Api

from forms import examples
from services.resources import Resources

VERSION = "1"
FILING = "/api/v1/dossiers"
# Codes of the demo data; each installation lists its own under /agencies.
AGENCIES = {"commune": "XA.05443", "province": "TTT.TN", "ministry": "000.00.00.G20"}
DESCRIPTION = """File complaints, petitions and feedback, and follow them.

Failures are problem details (RFC 9457) in Vietnamese, or in English with `Accept-Language: en`.
A body with mistakes gets 422, and `errors` names each place by its JSON pointer."""
SCHEMES = {
    "accessCode": {"type": "http", "scheme": "bearer", "description": "The access code."},
    "accessCodeHeader": {"type": "apiKey", "in": "header", "name": "X-Access-Code"},
}


class OpenApi(Api):  # type: ignore[misc] # The library has no types.
    """Documents the operations; failures are answered by `services.web.errors` alone."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        app.config.from_mapping(OPENAPI_URL_PREFIX="/api/v1")
        super().__init__(app, spec_kwargs=_settings(app))
        for name, scheme in SCHEMES.items():
            self.spec.components.security_scheme(name, scheme)

    def _register_error_handlers(self) -> None:
        """Leave the application's own handlers alone."""


class Examples(BasePlugin):
    """Adds a body for each procedure, made of the examples in its file."""

    def __init__(self, resources: Resources) -> None:
        self._bodies = {
            procedure.slug: {
                "summary": procedure.title.in_language("en"),
                "value": {
                    "procedure": procedure.code,
                    "version": procedure.version,
                    "agency": AGENCIES[procedure.agency_levels[0]],
                    "answers": examples.answers(procedure),
                },
            }
            for procedure in resources.library.shipped.procedures
            if procedure.published
        }

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **_: Any
    ) -> None:
        if path == FILING and operations:
            body = operations["post"]["requestBody"]["content"]["application/json"]
            body["examples"] = self._bodies


def _settings(app: Flask) -> dict[str, Any]:
    resources: Resources = app.extensions["motcua"]
    return {
        "title": "Một Cửa",
        "version": VERSION,
        "openapi_version": "3.1.0",
        "info": {"description": DESCRIPTION},
        "servers": [{"url": resources.settings.base_url}],
        "extra_plugins": [Examples(resources)],
    }
