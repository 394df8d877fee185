"""Telephone, e-mail, identity and tax numbers."""

from datetime import date

import pytest

from forms.kinds.base import Kind, Refused
from forms.kinds.contact import Email, Phone
from forms.kinds.identity import IdentityNumber, TaxCode

TODAY = date(2026, 11, 22)
IDENTITY = IdentityNumber(document="paper")


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (Phone(), "0912 345 678", "+84912345678"),
        (Phone(), "84912345678", "+84912345678"),
        (Phone(), "(+84) 912.345.678", "+84912345678"),
        (Phone(), "0208 3855 123", "+842083855123"),
        (Phone(), "+33 1 42 68 53 00", "+33142685300"),
        (Email(), " An@ViDu.vn ", "An@vidu.vn"),
        (TaxCode(), "0100109106", "0100109106"),
        (TaxCode(), "0100109106-001", "0100109106001"),
        (TaxCode(), "0101248141", "0101248141"),
        (TaxCode(), "019185001234", "019185001234"),
    ],
)
def test_numbers_are_stored_in_one_form(kind: Kind, typed: str, stored: str) -> None:
    assert kind.check(typed, TODAY, {}) == stored


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Phone(), "113"),
        (Phone(), "0112345678"),
        (Phone(), "số của tôi"),
        (Phone(), "0" * 40),
        (Phone(), 912345678),
        (Email(), "an@"),
        (Email(), "an@vidu"),
        (Email(), "an vidu@vidu.vn"),
        (Email(), "x" * 300 + "@vidu.vn"),
        (TaxCode(), "0100109107"),
        (TaxCode(), "01001091"),
        (TaxCode(), "٠١٠٠١٠٩١٠٦"),
    ],
)
def test_wrong_numbers_are_refused(kind: Kind, typed: object) -> None:
    with pytest.raises(Refused):
        kind.check(typed, TODAY, {})


@pytest.mark.parametrize(
    ("paper", "typed", "stored"),
    [
        ("citizen_card", "019 185 001 234", "019185001234"),
        ("passport", "b1234567", "B1234567"),
        ("other", "QĐ123/45", "QĐ123/45"),
    ],
)
def test_an_identity_number_fits_its_paper(paper: str, typed: str, stored: str) -> None:
    assert IDENTITY.check(typed, TODAY, {"paper": paper}) == stored


@pytest.mark.parametrize(
    ("paper", "typed"),
    [
        ("citizen_card", "01918500123"),
        ("citizen_card", "B1234567"),
        ("personal_number", "0191850012345"),
        ("passport", "B-"),
        ("other", "!"),
    ],
)
def test_a_number_of_another_paper_is_refused(paper: str, typed: str) -> None:
    with pytest.raises(Refused):
        IDENTITY.check(typed, TODAY, {"paper": paper})


@pytest.mark.parametrize("paper", [None, [], {}, "nothing"])
def test_a_wrong_choice_of_paper_does_not_break_the_number(paper: object) -> None:
    assert IDENTITY.check("019185001234", TODAY, {"paper": paper}) == "019185001234"
