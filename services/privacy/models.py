"""What people ask about their own data, and how long an agency takes to answer."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Identity, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.accounts.models import Officer
from services.agencies.models import Agency
from services.dossiers.models import Dossier
from storage.base import Base


class RequestState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class DataRequest(Base):
    """One wish of whoever holds a dossier's number and code, and its answer.

    kind: a key of forms/privacy/rights.yaml
    wish: what was written; empty where it is sealed to the dossier (`purpose_of`)
    due_on: empty unless the agency has set a term for this kind
    """

    __tablename__ = "data_requests"
    __table_args__ = (
        Index("ix_data_requests_agency_id", "agency_id", "id"),
        Index("ix_data_requests_dossier_id", "dossier_id", "id"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey(Dossier.id, ondelete="CASCADE"))
    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id))
    kind: Mapped[str]
    wish: Mapped[str]
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str]
    revision: Mapped[int] = mapped_column()
    asked_at: Mapped[datetime]
    due_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="", server_default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey(Officer.id))
    answered_at: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": revision}


class AnswerTerm(Base):
    """Within how many working days an agency answers one kind of request."""

    __tablename__ = "answer_terms"

    agency_id: Mapped[int] = mapped_column(ForeignKey(Agency.id), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[int]
    citation: Mapped[str]
    set_at: Mapped[datetime]
