"""Dates, sizes and hashes as official papers write them."""

from datetime import UTC, date, datetime

import pytest

from pdf_templates.wording import day, hash_groups, long_date, moment, size, two_digits


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
    ],
)
def test_day_and_first_months_are_padded(on: date, written: str) -> None:
    assert long_date(on) == written


def test_evening_in_utc_is_the_next_day_in_vietnam() -> None:
    assert day(datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == "01/01/2027"


def test_moment_tells_hour_and_day() -> None:
    assert moment(datetime(2026, 11, 22, 7, 5, tzinfo=UTC)) == "14:05 ngày 22/11/2026"


def test_promised_day_has_no_hour() -> None:
    assert moment(date(2026, 12, 1)) == "01/12/2026"


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0 byte"),
        (1023, "1023 byte"),
        (1024, "1\xa0KB"),
        (1_572_864, "1,5\xa0MB"),
        (5 * 1024**4, "5120\xa0GB"),
    ],
)
def test_size_has_a_decimal_comma(count: int, written: str) -> None:
    assert size(count) == written


def test_hash_is_grouped_by_eight() -> None:
    assert hash_groups("0123456789abcdef") == "01234567 89abcdef"


def test_count_below_ten_is_padded() -> None:
    assert two_digits(1) == "01"
