"""Officers, their sessions, and the browsers that they have signed in with."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Identity,
    String,
    any_,
    false,
    literal,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.agencies.models import Agency
from services.policy import check
from services.policy.table import Action
from storage.base import Base


class Officer(Base):
    """A person who works in one agency; `roles` say as what (`services.policy.table`).

    is_demo: everybody knows the password; refused in production, spared the second factor elsewhere
    must_change: the password was given by somebody else and serves for one sign-in
    """

    __tablename__ = "officers"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    position: Mapped[str]
    password_hash: Mapped[str]
    must_change: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=false())
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]

    roles: Mapped[list[str]] = mapped_column(ARRAY(String))

    agency: Mapped[Agency] = relationship(lazy="joined", innerjoin=True)

    @property
    def level(self) -> str:
        return self.agency.level

    @classmethod
    def works_as(cls, role: str) -> ColumnElement[bool]:
        """Find those who hold a role."""
        return literal(role) == any_(cls.roles)

    @property
    def may_author(self) -> bool:
        """Whether this officer writes and approves the agency's own procedures."""
        return bool(check.allowed(self, Action.WRITE_PROCEDURES))


class Stage(StrEnum):
    """How far somebody has come who signs in."""

    FACTOR = "factor"
    OPEN = "open"


class OfficerSession(Base):
    """One signed-in browser; only the hash of its token is kept.

    agent_hash: of what the browser says of itself; device: the same in words
    place: whether it signed in from the agency's network; the address itself is not kept
    way: how it was opened, by the password here or through the agency's own provider
    factor: what was shown besides the password; empty if nothing was asked
    confirmed_at: when it was last shown who sits there
    challenge: what a passkey has to sign next; pending: a sealed secret that waits for its proof
    """

    __tablename__ = "officer_sessions"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, Identity(), unique=True)
    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str]
    agent_hash: Mapped[bytes]
    device: Mapped[str]
    place: Mapped[str]
    way: Mapped[str] = mapped_column(server_default="password")
    factor: Mapped[str]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    challenge: Mapped[bytes | None]
    pending: Mapped[bytes | None]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)


class KnownDevice(Base):
    """A browser in which an officer has signed in before; it counts its own wrong tries."""

    __tablename__ = "officer_devices"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    seen_at: Mapped[datetime]
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
