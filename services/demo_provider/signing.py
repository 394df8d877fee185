"""How the DEMO provider gives out codes and signs who somebody is."""

from typing import Any, cast

from authlib.oauth2.rfc6749 import (
    AuthorizationCodeGrant,
    ClientMixin,
    OAuth2Payload,
    OAuth2Request,
)
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode, UserInfo
from authlib.oidc.rpinitiated import EndSessionEndpoint
from joserfc.jwk import KeySet, RSAKey

from services.demo_provider.register import Client, Code, Person, Register

BITS = 2048
ALGORITHM = "RS256"
# What the token itself says of officers; of citizens it says a pseudonym, the rest is asked for.
IN_TOKEN = ("sub", "preferred_username", "amr")


class OnlyS256(CodeChallenge):
    """The secret of PKCE, hashed; in the clear it would protect nothing."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ["S256"]


def new_key() -> KeySet:
    """Make a key for one run: after a restart there is another."""
    return KeySet([RSAKey.generate_key(BITS, {"use": "sig", "alg": ALGORITHM}, auto_kid=True)])


def grant_of(register: Register) -> type[AuthorizationCodeGrant]:
    """Make the grant that keeps its codes in a register; authlib builds it anew each time."""

    class CodeGrant(AuthorizationCodeGrant):
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

        def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
            asked = cast("OAuth2Payload", request.payload).data
            register.nonces.add(asked["nonce"])
            register.codes[code] = Code(
                client_id=cast("Client", request.client).client_id,
                person=cast("Person", request.user),
                redirect_uri=asked["redirect_uri"],
                scope=asked["scope"],
                nonce=asked["nonce"],
                code_challenge=asked["code_challenge"],
                code_challenge_method=asked["code_challenge_method"],
            )

        def query_authorization_code(self, code: str, client: ClientMixin) -> Code | None:
            # Taken out at once: a code that is tried a second time is unknown.
            found = register.codes.pop(code, None)
            known = found and not found.is_over() and found.client_id == client.get_client_id()
            return found if known else None

        def delete_authorization_code(self, authorization_code: Code) -> None:
            pass

        def authenticate_user(self, authorization_code: Code) -> Person:
            return authorization_code.person

    return CodeGrant


class Proof(OpenIDCode):
    """Signs the token."""

    def __init__(self, register: Register, keys: KeySet, issuer: str) -> None:
        super().__init__(require_nonce=True)
        self._register, self._keys, self._issuer = register, keys, issuer

    def exists_nonce(self, nonce: str, request: OAuth2Request) -> bool:  # noqa: ARG002 - authlib's signature
        return nonce in self._register.nonces

    def resolve_client_private_key(self, client: Client) -> KeySet:  # noqa: ARG002 - likewise
        return self._keys

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        return {"iss": self._issuer, "aud": [client.client_id]}

    def get_encode_header(self, client: Client) -> dict[str, Any]:  # noqa: ARG002 - likewise
        return {"alg": ALGORITHM, "kid": self._keys.keys[0].kid}

    def generate_user_info(self, user: Person, scope: str) -> UserInfo:  # noqa: ARG002 - likewise
        return UserInfo({name: user[name] for name in IN_TOKEN if name in user})


def end_session_of(keys: KeySet) -> type[EndSessionEndpoint]:
    class EndSession(EndSessionEndpoint):
        def get_server_jwks(self) -> KeySet:
            return keys

        def end_session(self, end_session_request: object) -> None:
            """Forget nothing: each sign-in asks anew who it is."""

    return EndSession
