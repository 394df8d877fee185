"""Who calls, for counting alone: never by an address in clear, and by none where it could harm."""

import hmac
from hashlib import sha256
from ipaddress import ip_address, ip_network

from flask import request, session

from forms.catalogue import UnknownProcedure
from forms.procedure import Procedure
from services.web.context import now, resources, today
from services.web.signed_in import SIGNED_IN

EVERYBODY = "everybody"
# In the session: the dossier that a code opened.
DOSSIER = "dossier"
# One household or one provider's customer; single addresses of it cost nothing.
HOME_BITS = 64
SIGNS = 24


def visitor() -> str:
    """Name an address so that neither Redis nor a log tells it, and anew each day."""
    return mark(f"address:{today():%Y%m%d}:{_network(request.remote_addr or '')}")


def person() -> str:
    """Name whoever works on something of the own, though many share one address."""
    draft = (request.view_args or {}).get("draft_id")
    if draft is not None:
        return mark(f"draft:{draft}")
    token = session.get(SIGNED_IN) if session else None
    if isinstance(token, str):
        return mark(f"officer:{token}")
    opened = session.get(DOSSIER) if session else None
    if opened and opened["until"] > now().timestamp():
        return mark(f"dossier:{opened['id']}")
    return visitor()


def asks_protected() -> bool:
    """Tell whether the address names a procedure that keeps its applicants secret."""
    code = (request.view_args or {}).get("code")
    if not isinstance(code, str):
        return False
    try:
        return is_protected(resources().catalogue.get(code, today()))
    except UnknownProcedure:
        return False


def is_protected(procedure: Procedure) -> bool:
    """Tell whether others may see a pseudonym instead of the applicant's name."""
    return bool(procedure.shown_as.pseudonym.vi)


def mark(text: str) -> str:
    key = resources().settings.secret_key.encode()
    return hmac.digest(key, f"caller:{text}".encode(), sha256).hex()[:SIGNS]


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 4:  # noqa: PLR2004 - the number that the protocol carries
        return address
    return str(ip_network((known, HOME_BITS), strict=False))
