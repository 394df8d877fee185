"""The agencies that one installation serves, as a tree."""

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.base import Base


class Agency(Base):
    """A body that receives dossiers; every dossier and every officer belongs to one.

    code: electronic agency code in its canonical four groups (QĐ 20/2020, QĐ 09/2025), or an
        own code where the national list has none yet
    symbol: the short name in document numbers, such as ``TTT`` in ``05/TB-TTT``
    place: the địa danh that opens the date line of its documents
    unit_code: two digits of the province or five of the commune; empty for the ministry
    front_door: see `services.agencies.front_doors`; empty where the installation's default holds
    filing_login: whether those who file have to sign in; empty likewise
    answers_for: those who decide (keys of forms/guidance/competence.yaml) and for whom it takes in
        complaints and denunciations
    networks: the addresses of its offices, such as ``10.1.0.0/16``; sign-ins from there are
        shown as such
    """

    __tablename__ = "agencies"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True)
    level: Mapped[str]
    name: Mapped[str]
    name_sort: Mapped[str]
    symbol: Mapped[str]
    place: Mapped[str]
    unit_code: Mapped[str] = mapped_column(default="")
    address: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    desk_name: Mapped[str]
    logo: Mapped[bytes | None]
    active: Mapped[bool] = mapped_column(default=True)
    front_door: Mapped[str | None]
    filing_login: Mapped[str | None]
    answers_for: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    networks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")

    parent: Mapped["Agency | None"] = relationship(remote_side="Agency.id")

    __table_args__ = (
        CheckConstraint(
            "front_door IN ('filing', 'information', 'back_end')", name="front_door_known"
        ),
        CheckConstraint("filing_login IN ('optional', 'required')", name="filing_login_known"),
    )
