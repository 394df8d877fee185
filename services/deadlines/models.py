"""The table of days that are not what the weekday says."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class CalendarDay(Base):
    """A day off on a weekday, or a weekend day that is worked.

    kind: holiday | compensated | swap_off (off), swap_work (worked), ordinary (taken out again)
    citation: where the day comes from; confidence: S found, K known, ? unsure
    """

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    citation: Mapped[str]
    confidence: Mapped[str]
