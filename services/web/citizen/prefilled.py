"""The person's own block of a form, filled in from the account of whoever is signed in.

Nothing is written down by showing a page: what was filled in is kept when the person goes on, as
everything typed is, and of a sealed filing under its seal.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from forms.control import Control
from forms.fields import Field
from forms.kinds.group import Group
from forms.procedure import Procedure, Section
from services.citizens.claims import Identity
from services.web import signed_in_citizen
from services.web.citizen.attempts import Attempt

PERSON = "person"
PERSONAL = "personal_number"
KIND, NUMBER, NAME = "identity_kind", "identity_number", "full_name"
INDIVIDUAL = {"subject": "individual"}

Raw = dict[str, Any]


def raw(attempt: Attempt, section: Section) -> Raw:
    """Give what the account says where nothing was answered yet."""
    citizen = signed_in_citizen.citizen()
    block = own_block(attempt.procedure)
    if citizen is None or block is None or block not in section.fields:
        return {}
    kept = attempt.raw.get(block.key)
    if not isinstance(block.kind, Group) or not block.kind.is_blank(kept):
        return {}
    asked = {field.key for field in block.kind.fields}
    known = {key: told for key, told in _known(citizen.identity).items() if key in asked}
    return {block.key: {**(kept or {}), **known}}


def marked(controls: list[Control], procedure: Procedure) -> list[Control]:
    """Mark the answers that are as the account says."""
    citizen, block = signed_in_citizen.citizen(), own_block(procedure)
    if citizen is None or block is None:
        return controls
    said = {f"{block.key}.{key}": value for key, value in _said(citizen.identity).items()}
    return [_marked(control, said) for control in controls]


def own_block(procedure: Procedure) -> Field | None:
    """Find the block in which the person who files tells who he or she is.

    It is the one that the lists name the applicant by; of a protected filing, where they name
    nobody, the first that the procedure marks as identity.
    """
    key = procedure.shown_as.applicant.partition(".")[0]
    people = [field for field in procedure.fields if _is_person(field)]
    named = (field for field in people if field.key == key)
    sealed = (field for field in people if not key and field.identity)
    return next(named, None) or next(sealed, None)


def _is_person(field: Field) -> bool:
    return isinstance(field.kind, Group) and field.kind.part == PERSON


def _known(identity: Identity) -> Raw:
    return {**INDIVIDUAL, KIND: PERSONAL, **_said(identity)}


def _said(identity: Identity) -> Mapping[str, str]:
    return {NAME: identity.name, NUMBER: identity.number}


def _marked(control: Control, said: Mapping[str, str]) -> Control:
    if control.children:
        return replace(control, children=tuple(_marked(one, said) for one in control.children))
    if control.value and control.value == said.get(control.name):
        told = _("Lấy từ tài khoản VNeID của bạn.")
        return replace(control, hint=f"{told} {control.hint}".strip())
    return control
