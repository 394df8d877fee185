"""Why sealed content does not open; what the attacker learns is only that it does not."""


class SealRefused(Exception):
    """The base of all refusals here."""


class WrongKey(SealRefused):
    """This was sealed under another key."""


class Tampered(SealRefused):
    """This is not what was sealed, or not for this place: changed, swapped, replayed or cut."""


class NothingSealed(SealRefused):
    """Nothing is sealed for this dossier."""
