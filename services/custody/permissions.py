"""Who may do what in custody; what a share itself proves is checked by the custodian."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from services.accounts.models import Officer
from services.custody.models import CustodyKey

# Where there is no key yet. Communes use the key of their province.
FIRST_KEY_LEVELS = frozenset({"ministry", "province"})


def holders(key: CustodyKey) -> Collection[int]:
    return {share.holder_id for share in key.shares}


def may_plan(officer: Officer, own: Sequence[CustodyKey]) -> bool:
    """Tell whether an officer may begin a new key for the own agency: its holders decide."""
    if own:
        return officer.id in holders(own[0])
    return officer.agency.level in FIRST_KEY_LEVELS


def may_seal(officer: Officer, key: CustodyKey) -> bool:
    return officer.id in holders(key)


def may_cancel(officer: Officer, ceremony: Mapping[str, Any], own: Sequence[CustodyKey]) -> bool:
    """Tell whether an officer may stop the making of a key: who takes part, or who holds one."""
    takes_part = officer.id in {ceremony["begun_by"], *ceremony["holders"]}
    return takes_part or bool(own and officer.id in holders(own[0]))
