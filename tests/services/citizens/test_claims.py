"""Who somebody is by the claims of an account, and whose account does not serve."""

from datetime import date
from typing import Any

import pytest

from services.citizens import claims
from services.citizens.claims import AccountUnfit, ClaimsMissing, LevelTooLow, NotAPerson
from services.settings.openid import OpenId, VNeId

RULE = VNeId(OpenId("https://login.gov.test", "motcua", "x"))
GIANG = {
    "sub": "demo-1",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": "019185001234",
    "HoVaTen": "Nguyễn Thị Hương Giang",
    "NgayThangNamSinh": "19850315",
    "loAs": "2",
}


def test_the_claims_say_who_it_is() -> None:
    known = claims.read(GIANG, RULE)
    assert (known.number, known.name, known.born) == (
        "019185001234",
        "Nguyễn Thị Hương Giang",
        date(1985, 3, 15),
    )


def test_numbers_are_read_as_their_digits() -> None:
    assert claims.read({**GIANG, "LoaiTaiKhoan": 1, "loAs": 2}, RULE).number == "019185001234"


@pytest.mark.parametrize("text", ["", "15031985", "1985-03-15", "19851399", "x", 19850315.5, None])
def test_a_birthday_that_makes_no_sense_is_left_out(text: Any) -> None:
    assert claims.read({**GIANG, "NgayThangNamSinh": text}, RULE).born is None


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"loAs": "1"}, LevelTooLow),
        ({"loAs": ""}, LevelTooLow),
        ({"loAs": ["2"]}, LevelTooLow),
        ({"LoaiTaiKhoan": "2"}, NotAPerson),
        ({"SoDinhDanh": "01918500123"}, ClaimsMissing),
        ({"SoDinhDanh": "०१९१८५००१२३४"}, ClaimsMissing),
        ({"HoVaTen": " "}, ClaimsMissing),
        ({"HoVaTen": "x" * 201}, ClaimsMissing),
        ({"HoVaTen": {"x": 1}}, ClaimsMissing),
    ],
    ids=str,
)
def test_an_account_that_does_not_serve_is_refused(
    changed: dict[str, Any], refusal: type[AccountUnfit]
) -> None:
    with pytest.raises(refusal):
        claims.read({**GIANG, **changed}, RULE)


def test_which_values_mean_level_2_is_a_setting() -> None:
    rule = VNeId(RULE.provider, "acr", ("urn:level:2", "urn:level:3"))
    assert claims.read({**GIANG, "acr": "urn:level:3"}, rule).name == GIANG["HoVaTen"]
