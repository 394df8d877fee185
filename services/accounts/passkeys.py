"""Passkeys (WebAuthn): keys that live in a telephone, a computer or a small device."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import TypeVar
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn.helpers import generate_challenge, parse_authentication_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from services.accounts.factor_models import Passkey
from services.accounts.models import Officer, OfficerSession
from services.accounts.refusals import PasskeyCopied, PasskeyRefused, TooManyPasskeys
from services.accounts.sealing import Seals

MOST = 10
LONGEST_ANSWER = 20_000
LONGEST_NAME = 60
PREFERRED = UserVerificationRequirement.PREFERRED
Read = TypeVar("Read")


@dataclass(frozen=True)
class Site:
    """For which site the keys are: they answer to no other."""

    name: str
    host: str
    origin: str

    @classmethod
    def at(cls, base_url: str, name: str) -> "Site":
        parts = urlsplit(base_url)
        return cls(name, parts.hostname or "", f"{parts.scheme}://{parts.netloc}")

    @property
    def takes_keys(self) -> bool:
        """Whether browsers make keys for it: a name, over HTTPS or on this very machine."""
        try:
            ip_address(self.host)
        except ValueError:
            return self.origin.startswith("https://") or self.host == "localhost"
        return False


def of(session: Session, officer_id: int) -> Sequence[Passkey]:
    own = select(Passkey).where(Passkey.officer_id == officer_id)
    return session.scalars(own.order_by(Passkey.id)).all()


def offer(session: Session, row: OfficerSession, site: Site, *, seals: Seals) -> str:
    """Say as JSON what a new key has to be; the answer is `keep`."""
    row.challenge = generate_challenge()
    officer = row.officer
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_name=officer.username,
        # Says nothing about the person to whoever finds the device.
        user_id=seals.mark("", officer.id, "passkey"),
        user_display_name=officer.full_name,
        challenge=row.challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=PREFERRED
        ),
        exclude_credentials=_named(of(session, officer.id)),
    )
    return webauthn.options_to_json(options)


def keep(
    session: Session, row: OfficerSession, site: Site, answer: str, name: str, *, now: datetime
) -> Passkey:
    """Keep the new key under a name.

    Raises:
        PasskeyRefused: the answer proves nothing, or the key is kept already.
        TooManyPasskeys: there are ten.

    """
    challenge = _challenge(row)
    if len(of(session, row.officer_id)) >= MOST:
        raise TooManyPasskeys
    made = _checked(
        lambda: webauthn.verify_registration_response(
            credential=answer[:LONGEST_ANSWER],
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    )
    if _with_id(session, made.credential_id):
        raise PasskeyRefused
    key = Passkey(
        officer_id=row.officer_id,
        name=name[:LONGEST_NAME],
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        uses=made.sign_count,
        made_at=now,
    )
    session.add(key)
    return key


def ask(session: Session, row: OfficerSession, site: Site) -> str:
    """Say as JSON what one of the officer's keys has to sign; empty if there is none."""
    usable = [key for key in of(session, row.officer_id) if key.copied_at is None]
    if not usable or not site.takes_keys:
        return ""
    row.challenge = generate_challenge()
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=row.challenge,
        allow_credentials=_named(usable),
        user_verification=PREFERRED,
    )
    return webauthn.options_to_json(options)


def accept(
    session: Session, row: OfficerSession, site: Site, answer: str, *, now: datetime
) -> Passkey:
    """Take what one of the officer's keys signed; a challenge serves once.

    The caller commits in either case: a key that was copied stays closed.

    Raises:
        PasskeyRefused: it proves nothing.
        PasskeyCopied: the key counts backwards.

    """
    challenge = _challenge(row)
    answered = _checked(lambda: parse_authentication_credential_json(answer[:LONGEST_ANSWER]))
    key = _with_id(session, answered.raw_id)
    if key is None or key.officer_id != row.officer_id:
        raise PasskeyRefused
    public_key = key.public_key
    proven = _checked(
        lambda: webauthn.verify_authentication_response(
            credential=answered,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=public_key,
            # The count is compared below, where a copy is told from a mistake.
            credential_current_sign_count=0,
        )
    )
    _compare(key, proven.new_sign_count, now=now)
    key.used_at = now
    return key


def remove(session: Session, officer: Officer, key_id: int) -> None:
    for key in of(session, officer.id):
        if key.id == key_id:
            session.delete(key)


def _compare(key: Passkey, uses: int, *, now: datetime) -> None:
    """Keep the count; keys that do not count always say zero."""
    if (uses or key.uses) and uses <= key.uses:
        key.copied_at = key.copied_at or now
    if key.copied_at:
        raise PasskeyCopied
    key.uses = uses


def _challenge(row: OfficerSession) -> bytes:
    challenge, row.challenge = row.challenge, None
    if challenge is None:
        raise PasskeyRefused
    return challenge


def _checked(read: Callable[[], Read]) -> Read:
    """Read what a browser sent; whatever is wrong with it, it proves nothing."""
    try:
        return read()
    # Parsers of three formats fail in many ways.
    except Exception as fault:
        raise PasskeyRefused from fault


def _with_id(session: Session, credential_id: bytes) -> Passkey | None:
    same = select(Passkey).where(Passkey.credential_id == credential_id)
    return session.scalar(same.with_for_update())


def _named(keys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=key.credential_id) for key in keys]
