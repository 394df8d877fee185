"""A provider that lies: its keys are good, and what it signs is what a test tells it to sign."""

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from services.settings.openid import OpenId

ID, SECRET = "client", "the-shared-secret-of-the-client-and-the-provider"
Claims = dict[str, Any]
Made = Callable[[Claims], str]


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"alg": "RS256", "use": "sig"}, auto_kid=True)


@dataclass
class Crook:
    """The lying provider.

    make: turns the claims of an honest token into what is sent
    told: what it says of the person when asked
    """

    issuer: str = ""
    keys: list[RSAKey] = field(default_factory=lambda: [new_key()])
    claims: Claims = field(default_factory=dict)
    told: Claims = field(default_factory=lambda: {"sub": "somebody"})
    make: Made | None = None

    @property
    def settings(self) -> OpenId:
        return OpenId(self.issuer, ID, SECRET)

    def honest(self, nonce: str) -> Claims:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "aud": ID,
            "sub": "somebody",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.claims,
        }

    def signed(self, claims: Claims) -> str:
        key = self.keys[-1]
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key, ["RS256"])

    def unsigned(self, claims: Claims) -> str:
        return f"{_part({'alg': 'none'})}.{_part(claims)}."

    def by_shared_secret(self, claims: Claims) -> str:
        """Sign with what is public as though it were a secret."""
        header = {"alg": "HS256", "kid": self.keys[-1].kid}
        said = f"{_part(header)}.{_part(claims)}"
        public = self.keys[-1].as_pem(private=False)
        signature = hmac.digest(public, said.encode(), "sha256")
        return f"{said}.{urlsafe_b64encode(signature).decode().rstrip('=')}"

    def by_another_key(self, claims: Claims) -> str:
        """Sign with a key of one's own under the name of the provider's."""
        header = {"alg": "RS256", "kid": self.keys[-1].kid}
        return jwt.encode(header, claims, new_key(), ["RS256"])

    def changed(self, claims: Claims) -> str:
        head, _, signature = self.signed(claims).split(".")
        body = self.signed({**claims, "sub": "somebody else"}).split(".")[1]
        return f"{head}.{body}.{signature}"

    def answer(self, path: str, nonce: str) -> dict[str, Any]:
        base = self.issuer
        token = (self.make or self.signed)(self.honest(nonce)) if path == "/token" else ""
        known: dict[str, dict[str, Any]] = {
            "/.well-known/openid-configuration": {
                "issuer": base,
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "jwks_uri": f"{base}/jwks",
                "userinfo_endpoint": f"{base}/person",
            },
            "/jwks": dict(KeySet(list(self.keys)).as_dict(private=False)),
            "/token": {
                "access_token": "a",
                "token_type": "Bearer",
                "id_token": token,
            },
            "/person": self.told,
        }
        return known[path]


def _part(content: Claims) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@contextmanager
def crook_with(nonce: str) -> Iterator[Crook]:
    crook = Crook()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = json.dumps(crook.answer(self.path, nonce)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    crook.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield crook
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
