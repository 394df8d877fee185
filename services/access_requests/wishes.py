"""What an officer typed to see an identity or to answer a request, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from forms.text import Text
from services.access_requests.parts import Part
from services.access_requests.refusals import WishInvalid

SHORTEST, LONGEST = 10, 500
NO_SCOPE = Text("Chọn ít nhất một phần cần xem.", "Choose at least one part.")
TOO_SHORT = Text(
    f"Ghi rõ lý do, ít nhất {SHORTEST} ký tự.",
    f"Give the reason, at least {SHORTEST} characters.",
)
TOO_LONG = Text(
    f"Lý do dài quá {LONGEST} ký tự. Hãy rút gọn.",
    f"The reason is longer than {LONGEST} characters. Shorten it.",
)


@dataclass(frozen=True)
class Typed:
    """Why, and what; the text as it was typed."""

    reason: str
    scope: Sequence[Part] = ()


def reason(text: str, name: str) -> str:
    """Give the reason without the space around it.

    Raises:
        WishInvalid: it is too short or too long; `name` is the field's.

    """
    message = fault(text)
    if message:
        raise WishInvalid({name: message})
    return text.strip()


def checked(typed: Typed) -> Typed:
    """See that there is a reason and something to see.

    Raises:
        WishInvalid: one of them is missing.

    """
    wrong = {"scope": None if typed.scope else NO_SCOPE, "reason": fault(typed.reason)}
    errors = {name: message for name, message in wrong.items() if message}
    if errors:
        raise WishInvalid(errors)
    return Typed(typed.reason.strip(), typed.scope)


def fault(text: str) -> Text | None:
    length = len(" ".join(text.split()))
    if length < SHORTEST:
        return TOO_SHORT
    return TOO_LONG if len(text.strip()) > LONGEST else None
