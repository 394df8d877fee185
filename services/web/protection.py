"""Knows while a request is answered that it is about somebody whom the law keeps secret."""

from flask import g

from forms.procedure import Procedure
from services.web import callers


def mark(procedure: Procedure) -> None:
    """Let the answer leave no trace where it can: referrer, cache, a way out of the page."""
    if callers.is_protected(procedure):
        g.protected = True


def is_on() -> bool:
    return bool(g.get("protected"))
