"""Addresses under the two-tier local government."""

from datetime import date

import pytest

from forms.kinds.base import Refused
from forms.kinds.places import SEVERAL_COMMUNES, Commune

TODAY = date(2026, 11, 22)
COMMUNE = Commune(province="province")
THAI_NGUYEN = {"province": "19"}


@pytest.mark.parametrize(
    "typed",
    [
        "05443",
        "Phường Phan Đình Phùng",
        "phan đình phùng",
        "phan dinh phung",
        "  PHUONG  PHAN DINH PHUNG ",
        "Phường Phan Đi\u0300nh Phu\u0300ng",
    ],
)
def test_a_commune_is_found_as_people_write_it(typed: str) -> None:
    assert COMMUNE.check(typed, TODAY, THAI_NGUYEN) == "05443"


@pytest.mark.parametrize("beside", [{"province": "01"}, {}, {"province": ["19"]}])
def test_a_commune_of_another_province_is_refused(beside: dict[str, object]) -> None:
    with pytest.raises(Refused):
        COMMUNE.check("05443", TODAY, beside)


def test_a_name_without_accents_that_fits_several_is_asked_again() -> None:
    with pytest.raises(Refused) as refused:
        COMMUNE.check("van lang", TODAY, THAI_NGUYEN)
    assert refused.value.message == SEVERAL_COMMUNES


@pytest.mark.parametrize("typed", ["Văn Lang", "Văn Lăng"])
def test_accents_tell_like_names_apart(typed: str) -> None:
    found = COMMUNE.check(typed, TODAY, THAI_NGUYEN)
    assert COMMUNE.shown(found)[0].vi == f"Xã {typed}"
