"""Files that an officer has uploaded for an action which is not confirmed yet.

The signed cookie alone names them, so nobody else can attach them; what is never confirmed has no
owner and is swept.
"""

from collections.abc import Iterable

from flask import session

KEY = "received"
MOST_PAGES = 5


def ids(page: str) -> list[str]:
    return next((list(kept) for name, kept in _pages() if name == page), [])


def keep(page: str, files: Iterable[str]) -> None:
    """Remember the files of a page; of many pages the newest stay."""
    others = [pair for pair in _pages() if pair[0] != page]
    session[KEY] = [*others, [page, list(files)]][-MOST_PAGES:]


def forget(page: str) -> None:
    session[KEY] = [pair for pair in _pages() if pair[0] != page]


def _pages() -> list[list[str]]:
    kept: list[list[str]] = session.get(KEY, [])
    return kept
