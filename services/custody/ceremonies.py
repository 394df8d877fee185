"""A key that is being made: it exists in the memory of the custodian until every holder has it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.custody import passphrases, shares
from services.custody.refusals import CeremonyUnderWay, ForeignShare, NoCeremony, NotAHolder

LASTS = timedelta(hours=24)


@dataclass
class Ceremony:
    """One making of a key.

    locked: holder → the share under that holder's passphrase
    tokens: holder → that passphrase, where only a token gives it back
    proven: the holders who typed their words back from paper
    """

    agency_id: int
    holders: tuple[int, ...]
    threshold: int
    begun_by: int | None
    begun_at: datetime
    made: shares.MadeKey = field(repr=False)
    locked: dict[int, bytes] = field(default_factory=dict, repr=False)
    tokens: dict[int, bytes] = field(default_factory=dict)
    proven: set[int] = field(default_factory=set)

    def words_of(self, holder_id: int) -> str:
        if holder_id not in self.holders:
            raise NotAHolder
        return self.made.words[self.holders.index(holder_id)]

    def hand_out(self, holder_id: int, passphrase: str, cost: passphrases.Cost) -> str:
        """Lock a holder's share and give the words, to be written down."""
        words = self.words_of(holder_id)
        passphrases.check_strength(passphrase)
        self.locked[holder_id] = passphrases.lock(words, passphrase, cost)
        self.tokens.pop(holder_id, None)
        self.proven.discard(holder_id)
        return words

    def keep_by_token(self, holder_id: int, kept: bytes | None) -> None:
        """Note how a token keeps the passphrase that the share was just locked with."""
        if kept:
            self.tokens[holder_id] = kept

    def prove(self, holder_id: int, typed: str) -> None:
        """See that a holder's paper says the right words.

        Raises:
            WrongWords: there is a slip in them.
            ForeignShare: they are somebody else's.

        """
        expected = self.words_of(holder_id)
        if shares.typed(typed) != expected or holder_id not in self.locked:
            raise ForeignShare
        self.proven.add(holder_id)

    def is_complete(self) -> bool:
        return self.proven == set(self.holders)


class Ceremonies:
    """At most one for each agency."""

    def __init__(self) -> None:
        self._by_agency: dict[int, Ceremony] = {}

    def begin(self, ceremony: Ceremony) -> None:
        if ceremony.agency_id in self.under_way(now=ceremony.begun_at):
            raise CeremonyUnderWay
        self._by_agency[ceremony.agency_id] = ceremony

    def get(self, agency_id: int, *, now: datetime) -> Ceremony:
        found = self.under_way(now=now).get(agency_id)
        if found is None:
            raise NoCeremony
        return found

    def end(self, agency_id: int) -> None:
        self._by_agency.pop(agency_id, None)

    def under_way(self, *, now: datetime) -> dict[int, Ceremony]:
        for agency_id, ceremony in list(self._by_agency.items()):
            if now - ceremony.begun_at > LASTS:
                del self._by_agency[agency_id]
        return dict(self._by_agency)
