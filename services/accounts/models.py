"""Officers and their sessions."""

from datetime import datetime

from sqlalchemy import ARRAY, ColumnElement, ForeignKey, Identity, String, any_, literal
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.agencies.models import Agency
from services.policy import check
from services.policy.table import Action
from storage.base import Base


class Officer(Base):
    """A person who works in one agency; `roles` say as what (`services.policy.table`)."""

    __tablename__ = "officers"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"), index=True)
    username: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    position: Mapped[str]
    password_hash: Mapped[str]
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


class OfficerSession(Base):
    """One signed-in browser; only the hash of its token is kept."""

    __tablename__ = "officer_sessions"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(
        ForeignKey("officers.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]

    officer: Mapped[Officer] = relationship(lazy="joined", innerjoin=True)
