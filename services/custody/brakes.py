"""How often one may guess a passphrase, and how many dossiers may be opened in a minute."""

from collections import defaultdict, deque
from datetime import datetime, timedelta

from services.custody.refusals import TooManyOpenings, TooManyTries

TRIES = 5
PAUSE = timedelta(minutes=5)
OPENINGS = 30
MINUTE = timedelta(minutes=1)


class Brakes:
    """Counts in the memory of the custodian, which everything has to pass."""

    def __init__(self) -> None:
        self._failures: dict[object, deque[datetime]] = defaultdict(deque)
        self._openings: dict[object, deque[datetime]] = defaultdict(deque)

    def before_try(self, share: object, *, now: datetime) -> None:
        if _count(self._failures[share], now - PAUSE) >= TRIES:
            raise TooManyTries

    def failed(self, share: object, *, now: datetime) -> None:
        self._failures[share].append(now)

    def succeeded(self, share: object) -> None:
        self._failures.pop(share, None)

    def before_opening(self, key_id: int, *, now: datetime) -> None:
        """Count an opening.

        Raises:
            TooManyOpenings: there were as many in the last minute as are allowed.

        """
        recent = self._openings[key_id]
        if _count(recent, now - MINUTE) >= OPENINGS:
            raise TooManyOpenings
        recent.append(now)


def _count(moments: deque[datetime], since: datetime) -> int:
    while moments and moments[0] <= since:
        moments.popleft()
    return len(moments)
