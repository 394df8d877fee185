"""The seal of a draft that names people whom the law protects: its secret alone opens it.

The data key lies wrapped under a key that follows from the draft's secret. The resume code opens
it too, since it gives the secret (`services.drafts.resuming`); the database opens nothing.
"""

from services.drafts.contents import Contents, unsealed
from services.drafts.models import Draft
from services.identity import envelope
from services.identity.files import Owner
from services.identity.secrets import key_of

PURPOSE = b"draft"


def begin(draft: Draft, token: str) -> None:
    """Seal a draft that is still empty."""
    owner = Owner(_subject(draft), envelope.new_key())
    draft.key_wrap = envelope.wrap(key_of(token, PURPOSE), owner.data_key, owner.subject)
    draft.contents = Contents(owner, {}, {})
    draft.sealed = draft.contents.sealed()


def unseal(draft: Draft, token: str) -> None:
    """Open the contents for whoever holds the secret; an open draft has none.

    Raises:
        WrongKey, Tampered: the row is not as this draft left it.

    """
    draft.contents = None
    if draft.key_wrap is not None and draft.sealed is not None:
        data_key = envelope.unwrap(key_of(token, PURPOSE), draft.key_wrap, _subject(draft))
        draft.contents = unsealed(Owner(_subject(draft), data_key), draft.sealed)


def forget(draft: Draft) -> None:
    """Let go of all that was sealed: from here on it is the dossier's."""
    draft.contents = draft.sealed = draft.key_wrap = None


def owner(draft: Draft) -> Owner | None:
    """Give the owner of a sealed draft's files; none if the draft is open."""
    return draft.contents.owner if draft.contents else None


def _subject(draft: Draft) -> str:
    return f"draft:{draft.id}"
