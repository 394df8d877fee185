"""The DEMO identity provider: OpenID Connect in earnest, but anybody may be anybody.

It stands in for VNeID and for an agency's own provider, speaks with Flask in a process of its own,
and is refused in production.
"""

from collections.abc import Iterable
from typing import Any, cast

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue

from services.demo_provider import register as known
from services.demo_provider.register import Client, Register
from services.demo_provider.signing import (
    ALGORITHM,
    OnlyS256,
    Proof,
    end_session_of,
    grant_of,
    new_key,
)

AUTHORIZE, TOKEN, KEYS, PERSON, LOGOUT = "/authorize", "/token", "/jwks", "/userinfo", "/logout"
CANCEL = "cancel"
BEARER = "Bearer "
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"


def create_provider(issuer: str, clients: Iterable[Client]) -> Flask:
    """Build the provider with a fresh key."""
    app = Flask("services.demo_provider")
    register, keys = Register({client.client_id: client for client in clients}), new_key()
    server = AuthorizationServer(app, register.clients.get, _keep(register))
    server.register_grant(grant_of(register), [OnlyS256(), Proof(register, keys, issuer)])
    server.register_endpoint(end_session_of(keys))
    app.add_url_rule(
        "/.well-known/openid-configuration",
        view_func=lambda: _published(issuer),
        endpoint="published",
    )
    app.add_url_rule(KEYS, "keys", lambda: jsonify(keys.as_dict(private=False)))
    app.add_url_rule(AUTHORIZE, "authorize", lambda: _authorize(server), methods=["GET", "POST"])
    app.add_url_rule(
        TOKEN, "token", lambda: cast("Any", server).create_token_response(), methods=["POST"]
    )
    app.add_url_rule(PERSON, "person", lambda: _person(register))
    app.add_url_rule(LOGOUT, "logout", lambda: _logout(server))
    app.after_request(_guard)
    return app


def _keep(register: Register) -> Any:
    def save(token: dict[str, Any], asked: Any) -> None:
        register.tokens[token["access_token"]] = asked.user

    return save


def _published(issuer: str) -> Response:
    return jsonify(
        {
            "issuer": issuer,
            "authorization_endpoint": issuer + AUTHORIZE,
            "token_endpoint": issuer + TOKEN,
            "jwks_uri": issuer + KEYS,
            "userinfo_endpoint": issuer + PERSON,
            "end_session_endpoint": issuer + LOGOUT,
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
        }
    )


def _authorize(server: AuthorizationServer) -> ResponseReturnValue:
    """Ask who it shall be, and lead back with a code, or without one."""
    try:
        grant = cast("Any", server).get_consent_grant(end_user=None)
    except OAuth2Error as error:
        return render_template("demo/refused.html", error=error.error), 400
    client = grant.client
    if request.method == "GET":
        return render_template(
            "demo/choose.html", people=known.people(client.people), client=client
        )
    chosen = request.form.get("person", "")
    found = next((one for one in known.people(client.people) if one["sub"] == chosen), None)
    person = None if CANCEL in request.form else found
    answer = server.create_authorization_response(grant=grant, grant_user=person)
    return cast("Response", answer)


def _person(register: Register) -> ResponseReturnValue:
    given = request.headers.get("Authorization", "")
    person = register.tokens.get(given.removeprefix(BEARER)) if given.startswith(BEARER) else None
    return jsonify(person) if person else ("", 401)


def _logout(server: AuthorizationServer) -> ResponseReturnValue:
    try:
        asked = server.validate_endpoint_request("end_session")
        back = cast("Any", server).create_endpoint_response("end_session", asked)
    except OAuth2Error as error:
        return render_template("demo/refused.html", error=error.error), 400
    return back or make_response(render_template("demo/signed_out.html"))


def _guard(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    return response
