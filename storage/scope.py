"""Which rows a transaction may see: one agency's, the whole service's, or none at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

# The policies of the database compare an agency with this setting (revision 0008).
SETTING = "motcua.agency"
OFFICER = "motcua_officer"
CUSTODIAN = "motcua_custodian"


@dataclass(frozen=True)
class Scope:
    """What the setting says while a transaction runs, and the role that it runs under.

    role: none for the service's own
    """

    value: str
    role: str = "none"


SERVICE = Scope("service")
NOBODY = Scope("")
_narrowed: ContextVar[Scope | None] = ContextVar("scope", default=None)


def of_agency(agency_id: int) -> Scope:
    return Scope(str(agency_id), OFFICER)


def narrowed() -> Scope | None:
    """Tell the scope that the present request is held to, if it is held to one."""
    return _narrowed.get()


def narrow(scope: Scope | None) -> None:
    """Hold every transaction that the present request opens to one scope."""
    _narrowed.set(scope)


@contextmanager
def within(scope: Scope) -> Iterator[None]:
    token = _narrowed.set(scope)
    try:
        yield
    finally:
        _narrowed.reset(token)
