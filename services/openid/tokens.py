"""Check what a provider signed about somebody."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError

from services.openid.provider import Provider
from services.openid.refusals import SignInRefused

# Signed with the provider's own key and with nothing else: neither unsigned nor by a shared secret.
ALGORITHMS = ("RS256", "PS256", "ES256")
# Clocks differ.
LEEWAY_SECONDS = 60

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Expected:
    """What a token of this sign-in says, and with which access token it came."""

    client_id: str
    nonce: str = field(repr=False)
    access_token: str = field(repr=False)


def checked(token: str, provider: Provider, expected: Expected, *, now: datetime) -> Claims:
    """Give the claims of a token that is what it should be.

    Raises:
        SignInRefused: its signature, sender, receiver, time or nonce is wrong.
        ProviderAway: the provider's keys are not to be had.

    """
    try:
        decoded = _decoded(token, provider)
        claims = CodeIDToken(decoded.claims, decoded.header, _options(provider), _params(expected))
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as fault:
        raise SignInRefused(f"token: {type(fault).__name__}") from fault
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), expected.nonce.encode()):
        raise SignInRefused("nonce")
    return dict(claims)


def _decoded(token: str, provider: Provider) -> jwt.Token:
    try:
        return jwt.decode(token, provider.keys(), algorithms=ALGORITHMS)
    except InvalidKeyIdError:
        # The provider may have changed its key since we looked.
        return jwt.decode(token, provider.keys(anew=True), algorithms=ALGORITHMS)


def _options(provider: Provider) -> dict[str, Any]:
    return {
        "iss": {"essential": True, "value": provider.settings.issuer},
        "aud": {"essential": True, "value": provider.settings.client_id},
        "nonce": {"essential": True},
    }


def _params(expected: Expected) -> dict[str, str]:
    return {
        "nonce": expected.nonce,
        "client_id": expected.client_id,
        "access_token": expected.access_token,
    }
