"""The rows that a person is shown before they are taken; the page carries them, signed."""

from dataclasses import dataclass
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from services.web.citizen import posting
from services.web.citizen.group_list_place import Place

SALT = "group-list"
GOOD_FOR = 24 * 3600
ADD = "add"
REPLACE = "replace"


class OfferLost(Exception):
    """The page is not ours, too old, or the list was changed meanwhile."""


@dataclass(frozen=True)
class Offer:
    rows: tuple[dict[str, Any], ...]

    def added(self, place: Place) -> list[dict[str, Any]]:
        """Give the rows that the list does not hold yet."""
        return [row for row in self.rows if row not in place.rows]

    def result(self, place: Place, how: str) -> list[dict[str, Any]]:
        """Give the list as it would be."""
        return [*place.rows, *self.added(place)] if how == ADD else list(self.rows)


def sealed(place: Place, offer: Offer) -> str:
    return _seal().dumps([_about(place), list(offer.rows)])


def opened(place: Place, text: str) -> Offer:
    """Take the offer back.

    Raises:
        OfferLost: it cannot be used on this list, as it is now.

    """
    try:
        about, given = _seal().loads(text, max_age=GOOD_FOR)
    except BadData:
        raise OfferLost from None
    if about != _about(place):
        raise OfferLost
    return Offer(tuple(given))


def _about(place: Place) -> list[str]:
    """Name the list and its state, so that nothing saved meanwhile is overwritten."""
    kept = place.attempt.draft.raw.get(place.section.key, {})
    state = posting.fingerprint(place.section, kept)
    return [str(place.attempt.draft.id), place.field.key, state]


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=SALT)
