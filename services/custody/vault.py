"""Private keys in the memory of one process, and the shares that are being gathered for them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from services.custody.refusals import KeySealed

# Shares of people who do not come together are forgotten.
GATHERING = timedelta(minutes=15)


class Purpose(StrEnum):
    """What shares are given for; those given for one thing serve no other."""

    UNLOCK = "unlock"
    REHEARSE = "rehearse"
    ROTATE = "rotate"


@dataclass
class Unlocked:
    private_key: bytes = field(repr=False)
    since: datetime
    used_at: datetime


@dataclass
class Gathered:
    since: datetime
    words: dict[int, str] = field(default_factory=dict, repr=False)


class Vault:
    """Empty after every start; whatever is in it is lost with the process, on purpose."""

    def __init__(self, idle: timedelta) -> None:
        self._idle = idle
        self._unlocked: dict[int, Unlocked] = {}
        self._gathered: dict[tuple[int, Purpose], Gathered] = {}

    def gather(
        self, key_id: int, purpose: Purpose, holder_id: int, words: str, *, now: datetime
    ) -> dict[int, str]:
        """Keep a holder's words until enough are there; give all there are."""
        self.sweep(now=now)
        gathered = self._gathered.setdefault((key_id, purpose), Gathered(now))
        gathered.words[holder_id] = words
        return dict(gathered.words)

    def forget(self, key_id: int, purpose: Purpose) -> None:
        self._gathered.pop((key_id, purpose), None)

    def holders_of(self, key_id: int, purpose: Purpose) -> list[int]:
        gathered = self._gathered.get((key_id, purpose))
        return sorted(gathered.words) if gathered else []

    def unlock(self, key_id: int, private_key: bytes, *, now: datetime) -> None:
        self._unlocked[key_id] = Unlocked(private_key, now, now)

    def private_key(self, key_id: int, *, now: datetime) -> bytes:
        """Give a key that is being used.

        Raises:
            KeySealed: it was never unlocked, or has been sealed since.

        """
        self.sweep(now=now)
        unlocked = self._unlocked.get(key_id)
        if unlocked is None:
            raise KeySealed
        unlocked.used_at = now
        return unlocked.private_key

    def since(self, key_id: int) -> datetime | None:
        unlocked = self._unlocked.get(key_id)
        return unlocked.since if unlocked else None

    def seal(self, key_id: int | None = None) -> list[int]:
        """Forget one private key, or all; tell which there were."""
        sealed = [one for one in self._unlocked if key_id in {None, one}]
        for one in sealed:
            del self._unlocked[one]
        for gathering in [one for one in self._gathered if key_id in {None, one[0]}]:
            del self._gathered[gathering]
        return sealed

    def sweep(self, *, now: datetime) -> list[int]:
        """Seal what was not used for long; forget shares whose others never came."""
        for gathering, gathered in list(self._gathered.items()):
            if now - gathered.since > GATHERING:
                del self._gathered[gathering]
        idle = [one for one, kept in self._unlocked.items() if now - kept.used_at > self._idle]
        for one in idle:
            del self._unlocked[one]
        return idle
