"""What an agency's own provider says of an officer: whose account it is, and how surely."""

from collections.abc import Mapping
from typing import Any

from services.settings.openid import Staff

# How the session names a second factor that was shown at the provider.
FACTOR = "elsewhere"
LONGEST = 200


def name_of(claims: Mapping[str, Any], rule: Staff) -> str:
    value = claims.get(rule.claim)
    return value[:LONGEST] if isinstance(value, str) else ""


def factor_of(claims: Mapping[str, Any], rule: Staff) -> str:
    """Tell whether a second factor was shown there; if not, ours is asked for."""
    said = claims.get("amr")
    methods = {str(one) for one in said} if isinstance(said, list) else set()
    shown = {*methods, str(claims.get("acr", ""))}
    return FACTOR if not shown.isdisjoint(rule.multi_factor) else ""
