"""Who and what the DEMO provider knows, all in memory: its clients, its people, its codes."""

import time
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from hmac import compare_digest
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from authlib.oauth2.rfc6749 import ClientMixin, scope_to_list
from authlib.oidc.core import AuthorizationCodeMixin

PEOPLE = Path(__file__).with_name("people.yaml")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CODE_SECONDS = 60

Person = dict[str, Any]


@cache
def people(kind: str) -> tuple[Person, ...]:
    found: dict[str, list[Person]] = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))
    return tuple(found[kind])


def told(kind: str) -> list[dict[str, str]]:
    """Name the people for the terminal, with the level of each."""
    return [
        {"who": one["HoVaTen"], "level": f"level {one['loAs']}"}
        for one in people(kind)
        if one["LoaiTaiKhoan"] == "1"
    ]


@dataclass(frozen=True)
class Client(ClientMixin):
    """Whoever asks the provider who somebody is.

    people: which of the made-up people sign in for it
    backs, afters: the pages to which they are led back after signing in and out
    """

    client_id: str
    secret: str = field(repr=False)
    people: str
    backs: tuple[str, ...]
    afters: tuple[str, ...] = ()

    @property
    def client_metadata(self) -> dict[str, Any]:
        return {"post_logout_redirect_uris": Places(self.afters)}

    def get_client_id(self) -> str:
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        return self.backs[0]

    def get_allowed_scope(self, scope: Collection[str] | str) -> str:
        return "openid" if "openid" in scope_to_list(scope) else ""

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri in Places(self.backs)

    def check_client_secret(self, client_secret: str) -> bool:
        return compare_digest(self.secret.encode(), client_secret.encode())

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:  # noqa: ARG002 - authlib's signature
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Places(tuple[str, ...]):
    """Addresses; on this machine whatever the port, as for native applications (RFC 8252)."""

    __slots__ = ()

    def __contains__(self, address: object) -> bool:
        if not isinstance(address, str):
            return False
        return _without_port(address) in {_without_port(own) for own in self}


@dataclass(frozen=True)
class Code(AuthorizationCodeMixin):
    """What is exchanged once for the proof of who somebody is."""

    client_id: str
    person: Person
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    made_at: float = field(default_factory=time.time)

    def is_over(self) -> bool:
        return time.time() - self.made_at > CODE_SECONDS

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(self.made_at)

    def get_acr(self) -> str:
        return ""

    def get_amr(self) -> list[str]:
        return list(self.person.get("amr", ()))


@dataclass
class Register:
    """All of it.

    tokens: whom an access token is about
    """

    clients: dict[str, Client]
    codes: dict[str, Code] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    tokens: dict[str, Person] = field(default_factory=dict)


def _without_port(address: str) -> str:
    parts = urlsplit(address)
    if parts.hostname not in LOOPBACK:
        return address
    return parts._replace(netloc=parts.hostname or "").geturl()
