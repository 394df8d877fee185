"""The hourly job: tidy up what nobody needs any more."""

from datetime import UTC, datetime

from services import housekeeping
from services.jobs import workshop


def tidy() -> None:
    housekeeping.tidy(workshop.tools().resources, now=datetime.now(UTC))
