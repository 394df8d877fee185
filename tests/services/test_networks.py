"""Networks of an agency: written in one way, and found again by an address."""

import pytest

from services.agencies.models import Agency
from services.agencies.networks import NoNetwork, checked, is_inside

OFFICE = Agency(networks=["10.1.0.0/16", "2001:db8::/32"])


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.1.2.3", True),
        ("2001:db8::1", True),
        ("10.2.0.1", False),
        ("", False),
        ("nonsense", False),
    ],
)
def test_an_address_is_inside_or_not(address: str, *, inside: bool) -> None:
    assert is_inside(OFFICE, address) is inside


@pytest.mark.parametrize(
    ("given", "written"), [(" 10.1.2.3/16 ", "10.1.0.0/16"), ("10.1.2.3", "10.1.2.3/32")]
)
def test_a_network_is_written_in_one_way(given: str, written: str) -> None:
    assert checked(given) == written


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(NoNetwork):
        checked("the office")
