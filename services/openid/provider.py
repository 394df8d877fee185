"""What a provider publishes: its addresses and its keys, read now and then."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from services.openid import wire
from services.openid.refusals import ProviderAway
from services.settings.openid import OpenId

PUBLISHED = "/.well-known/openid-configuration"
KEPT_SECONDS = 3600.0
# A provider that did not answer is left alone for a moment: others need not wait for it as well.
AWAY_SECONDS = 5.0
# A token under an unknown key asks for the keys anew, but not more often than this.
KEYS_KEPT_SECONDS = 10.0
# Keys that two sides share sign nothing here: whoever knows ours could make tokens.
ASYMMETRIC = frozenset({"RSA", "EC"})


@dataclass(frozen=True)
class Addresses:
    """Where what is asked for; `person` and `logout` may be empty.

    names_itself: the provider says with each answer that it is its own (RFC 9207)
    """

    authorize: str
    token: str
    keys: str
    person: str = ""
    logout: str = ""
    names_itself: bool = False


class Provider:
    """One provider, as this process knows it."""

    def __init__(self, settings: OpenId) -> None:
        self.settings = settings
        self._addresses: tuple[float, Addresses] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._away_at = float("-inf")

    def addresses(self) -> Addresses:
        """Give the addresses.

        Raises:
            ProviderAway: they are not known, and the provider does not tell them.

        """
        if self._addresses is None or time.monotonic() - self._addresses[0] > KEPT_SECONDS:
            self._addresses = (time.monotonic(), self._read())
        return self._addresses[1]

    def keys(self, *, anew: bool = False) -> KeySet:
        """Give the keys with which the provider signs.

        Raises:
            ProviderAway: the provider does not tell them.

        """
        patience = KEYS_KEPT_SECONDS if anew else KEPT_SECONDS
        if self._keys is None or time.monotonic() - self._keys[0] > patience:
            self._keys = (time.monotonic(), _key_set(self._fetched(self.addresses().keys)))
        return self._keys[1]

    def _fetched(self, address: str) -> dict[str, Any]:
        if time.monotonic() - self._away_at < AWAY_SECONDS:
            raise ProviderAway("just now")
        try:
            return wire.fetched(address)
        except ProviderAway:
            self._away_at = time.monotonic()
            raise

    def _read(self) -> Addresses:
        own = self.settings
        told: dict[str, Any] = {}
        if not (own.authorize_url and own.token_url and own.keys_url):
            told = self._fetched(own.issuer.rstrip("/") + PUBLISHED)
            if told.get("issuer") != own.issuer:
                raise ProviderAway("another issuer")
        return Addresses(
            authorize=own.authorize_url or _address(told, "authorization_endpoint"),
            token=own.token_url or _address(told, "token_endpoint"),
            keys=own.keys_url or _address(told, "jwks_uri"),
            person=own.person_url or _address(told, "userinfo_endpoint", needed=False),
            logout=own.logout_url or _address(told, "end_session_endpoint", needed=False),
            names_itself=told.get("authorization_response_iss_parameter_supported") is True,
        )


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _address(told: dict[str, Any], name: str, *, needed: bool = True) -> str:
    value = told.get(name, "")
    if isinstance(value, str) and urlsplit(value).scheme in {"http", "https"}:
        return value
    if needed:
        raise ProviderAway(f"no {name}")
    return ""


def _key_set(told: dict[str, Any]) -> KeySet:
    listed = told.get("keys")
    known = [key for key in listed if _is_asymmetric(key)] if isinstance(listed, list) else []
    try:
        return KeySet.import_key_set({"keys": known})
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        raise ProviderAway("keys") from fault


def _is_asymmetric(key: object) -> bool:
    return isinstance(key, dict) and key.get("kty") in ASYMMETRIC
