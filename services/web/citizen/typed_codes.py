"""Codes and numbers as people type them."""

LONGEST = 100
# What telephones and word processors make of a hyphen.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


def clean(given: str) -> str:
    """Forgive what creeps in when a code is copied or dictated."""
    kept = "".join(sign for sign in given[:LONGEST] if sign.isprintable() and not sign.isspace())
    return kept.translate(DASHES).upper()
