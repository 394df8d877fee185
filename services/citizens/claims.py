"""Who somebody is, by the claims of a national identity account (VNeID)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from services.settings.openid import VNeId

NUMBER, NAME, BORN, KIND = "SoDinhDanh", "HoVaTen", "NgayThangNamSinh", "LoaiTaiKhoan"
# 1 stands for a person, 2 for an organisation (K).
PERSON = "1"
PERSONAL_NUMBER = re.compile("[0-9]{12}")
LONGEST_NAME = 200


class AccountUnfit(Exception):
    """The account is real, but it does not serve for filing here."""

    reason = "account"


class LevelTooLow(AccountUnfit):
    """The person is not known surely enough: level 1."""

    reason = "level"


class NotAPerson(AccountUnfit):
    """It is the account of an organisation."""

    reason = "organisation"


class ClaimsMissing(AccountUnfit):
    """The provider does not say who it is."""

    reason = "claims"


@dataclass(frozen=True)
class Identity:
    """What the person need not type."""

    number: str = field(repr=False)
    name: str = field(repr=False)
    born: date | None = field(default=None, repr=False)


def read(claims: Mapping[str, Any], rule: VNeId) -> Identity:
    """Give who it is.

    Raises:
        LevelTooLow, NotAPerson, ClaimsMissing: why the account does not serve.

    """
    if _text(claims, KIND) not in {PERSON, ""}:
        raise NotAPerson
    if _text(claims, rule.level_claim) not in rule.levels:
        raise LevelTooLow
    number, name = _text(claims, NUMBER), " ".join(_text(claims, NAME).split())
    if not PERSONAL_NUMBER.fullmatch(number) or not 1 < len(name) <= LONGEST_NAME:
        raise ClaimsMissing
    return Identity(number, name, _day(_text(claims, BORN)))


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name, "")
    return str(value).strip() if isinstance(value, str | int) else ""


def _day(text: str) -> date | None:
    """Read yyyyMMdd; of a date that makes no sense nothing is shown."""
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
