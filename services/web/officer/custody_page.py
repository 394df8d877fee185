"""What the pages of custody share: what the custodian says, and how secrets are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms.control import Control
from services.custody import keys
from services.custody.models import CustodyKey
from services.custody.refusals import CustodianAway, CustodyRefusal, NoCeremony
from services.web.context import resources
from services.web.languages import words
from services.web.officer.desk import me

LONGEST = 200
UNPROCESSABLE = 422
NUL = "\x00"


@dataclass(frozen=True)
class Look:
    """What the custodian tells; `away` says why when it tells nothing."""

    seen: Mapping[str, Any]
    away: str = ""

    def ceremony(self, agency_id: int) -> Mapping[str, Any] | None:
        found: Mapping[str, Any] | None = self.seen.get("ceremonies", {}).get(str(agency_id))
        return found


def look() -> Look:
    try:
        return Look(resources().custodian.status())
    except CustodyRefusal as refusal:
        return Look({}, words(refusal.told))


def my_ceremony() -> Mapping[str, Any]:
    """Find the making of a key in which the officer takes part.

    Raises:
        CustodianAway: nobody answers.
        NoCeremony: none is under way, or the officer is not named.

    """
    looked = look()
    if looked.away:
        raise CustodianAway
    found = looked.ceremony(me().agency_id)
    if found is None or me().id not in found["holders"]:
        raise NoCeremony
    return found


def own_keys(session: Session) -> list[CustodyKey]:
    """List the keys of the officer's agency, with their shares."""
    listed = list(keys.of_agency(session, me().agency_id))
    for key in listed:
        # Loaded now: the page is drawn after the transaction.
        list(key.shares)
    return listed


def typed(name: str, longest: int = LONGEST) -> str:
    return request.form.get(name, "")[:longest].replace(NUL, "")


def secret(
    name: str, label: str, error: str = "", autocomplete: str = "off", hint: str = ""
) -> Control:
    """Draw a field whose content is never sent back."""
    attrs = {"type": "password", "autocomplete": autocomplete, "class": "govuk-input--width-20"}
    return Control(name, name, "input", label, hint=hint, error=error, attrs=attrs)


def page(template: str, controls: tuple[Control, ...], **known: Any) -> ResponseReturnValue:
    """Draw a form; with errors it says so in its status too."""
    errors = [(control.id, control.error) for control in controls if control.error]
    content = render_template(template, controls=controls, errors=errors, **known)
    return (content, UNPROCESSABLE) if errors else content
