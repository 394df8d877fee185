"""Ask a provider who somebody is: the authorisation-code flow with PKCE."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from services.openid import tokens, wire
from services.openid.attempts import Secrets
from services.openid.provider import Addresses, Provider, origin
from services.openid.refusals import ProviderAway, SignInCancelled, SignInRefused
from services.openid.tokens import Claims, Expected

PKCE = "S256"
LONGEST = 2000


@dataclass(frozen=True)
class Proven:
    """What the provider says of somebody.

    claims: what it signed, and what it told besides
    signed: what stands in id_token, which is shown to it at the end
    """

    claims: Claims = field(repr=False)
    signed: Claims = field(repr=False)
    id_token: str = field(repr=False)


@dataclass(frozen=True)
class Client:
    """We, as one provider knows us.

    back: our page to which it leads people back
    """

    provider: Provider
    back: str

    def way_there(self, secrets: Secrets) -> str:
        """Give the address at which the person signs in.

        Raises:
            ProviderAway: it is not known.

        """
        address, _ = self._session().create_authorization_url(
            self.provider.addresses().authorize,
            state=secrets.state,
            nonce=secrets.nonce,
            code_verifier=secrets.verifier,
        )
        return str(address)

    def prove(self, secrets: Secrets, answer: Mapping[str, str], *, now: datetime) -> Proven:
        """Make of the answer that the browser brought what is known of the person.

        Raises:
            SignInCancelled: it was called off.
            SignInRefused: something in it is not as it should be.
            ProviderAway: the provider does not answer.

        """
        addresses = self.provider.addresses()
        self._require_own(addresses, answer)
        granted = self._granted(addresses, secrets, answer.get("code", "")[:LONGEST])
        id_token = str(granted.get("id_token", ""))
        access_token = str(granted.get("access_token", ""))
        expected = Expected(self.provider.settings.client_id, secrets.nonce, access_token)
        signed = tokens.checked(id_token, self.provider, expected, now=now)
        more = _more(addresses, access_token, signed)
        return Proven({**more, **signed}, signed, id_token)

    def way_out(self, id_token: str, back: str) -> str:
        """Give the address at which the person signs out of the provider; empty if there is none.

        Raises:
            ProviderAway: it is not known.

        """
        address = self.provider.addresses().logout
        asked = {"client_id": self.provider.settings.client_id, "post_logout_redirect_uri": back}
        if id_token:
            asked["id_token_hint"] = id_token
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}" if address else ""

    def origins(self) -> tuple[str, ...]:
        """Give the places that a form of ours may lead to.

        Raises:
            ProviderAway: they are not known.

        """
        addresses = self.provider.addresses()
        ways = (addresses.authorize, addresses.logout)
        return tuple(dict.fromkeys(origin(way) for way in ways if way))

    def _require_own(self, addresses: Addresses, answer: Mapping[str, str]) -> None:
        issuer = answer.get("iss")
        wrong = issuer != self.provider.settings.issuer
        if (issuer is None and addresses.names_itself) or (issuer is not None and wrong):
            raise SignInRefused("answer of another issuer")
        if "error" in answer:
            raise SignInCancelled("called off")
        if not answer.get("code"):
            raise SignInRefused("no code")

    def _granted(self, addresses: Addresses, secrets: Secrets, code: str) -> dict[str, Any]:
        with self._session() as session:
            try:
                return dict(
                    session.fetch_token(
                        addresses.token,
                        grant_type="authorization_code",
                        code=code,
                        code_verifier=secrets.verifier,
                        redirect_uri=self.back,
                        allow_redirects=False,
                    )
                )
            except requests.RequestException as fault:
                raise ProviderAway(type(fault).__name__) from fault
            except (AuthlibBaseError, ValueError, TypeError) as fault:
                raise SignInRefused("code") from fault

    def _session(self) -> OAuth2Session:
        own = self.provider.settings
        session = OAuth2Session(
            own.client_id,
            own.client_secret,
            scope=own.scopes,
            redirect_uri=self.back,
            code_challenge_method=PKCE,
            default_timeout=wire.PATIENCE_SECONDS,
        )
        wire.cut_short(session)
        return session


def _more(addresses: Addresses, access_token: str, signed: Claims) -> Claims:
    """Ask for what the token does not say; the answer must be about the same person."""
    if not addresses.person or not access_token:
        return {}
    told = wire.fetched(addresses.person, bearer=access_token)
    if told.get("sub") != signed["sub"]:
        raise SignInRefused("another person")
    return told
