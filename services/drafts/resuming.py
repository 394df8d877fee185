"""The code with which a draft is taken up on another device, without an account.

The code is derived from the draft's secret and a salt: whoever holds the secret sees it again, and
a new salt makes a new code. The secret itself is sealed under the code, so that another device gets
the very secret, while the database alone gives neither. Both devices hold the same secret, hence
they are one attempt: what is filed twice makes one dossier.
"""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.dossiers.access_codes import AccessCodes
from services.drafts import sealing
from services.drafts.drafts import DraftMissing, Opened, open_draft, token_hash
from services.drafts.models import Draft

SALT_BYTES = 16


def give_code(draft: Draft, token: str, codes: AccessCodes) -> str:
    """Make a new code; the one before it opens nothing any more."""
    draft.code_salt = secrets.token_bytes(SALT_BYTES)
    code = codes.for_attempt(_attempt(token, draft.code_salt))
    draft.code_hash = codes.hash(code)
    draft.code_seal = _sealed(token.encode(), codes.key(code))
    return code


def code_of(draft: Draft, token: str, codes: AccessCodes) -> str | None:
    """Show the code again to whoever holds the secret; none if no code opens the draft."""
    return codes.for_attempt(_attempt(token, draft.code_salt)) if draft.code_salt else None


def take_code_away(draft: Draft) -> None:
    """Let no code open the draft any more; devices that opened it keep it."""
    draft.code_salt = draft.code_hash = draft.code_seal = None


def close(draft: Draft) -> None:
    """Let nobody open the draft any more, on whatever device."""
    take_code_away(draft)
    sealing.forget(draft)
    draft.token_hash = token_hash(secrets.token_urlsafe())


def resume(session: Session, codes: AccessCodes, code: str, *, now: datetime) -> Opened:
    """Give the draft and its secret to whoever has the code.

    Raises:
        DraftMissing: no draft has this code (any more), or it has expired.

    """
    draft = session.scalar(select(Draft).where(Draft.code_hash == codes.hash(code)))
    if draft is None or draft.code_seal is None:
        raise DraftMissing
    token = _sealed(draft.code_seal, codes.key(code)).decode()
    return Opened(open_draft(session, draft.id, token, now=now), token)


def _attempt(token: str, salt: bytes) -> str:
    return f"{token}:{salt.hex()}"


def _sealed(text: bytes, key: bytes) -> bytes:
    """Cover or uncover 32 bytes: a key belongs to one code, and a code to one secret."""
    return bytes(one ^ other for one, other in zip(text, key, strict=True))
