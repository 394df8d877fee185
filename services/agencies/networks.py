"""From where somebody comes: a network of the agency, or anywhere else."""

from ipaddress import ip_address, ip_network

from services.agencies.models import Agency


class NoNetwork(Exception):
    """What was given is no network; the text is what was given."""


def checked(given: str) -> str:
    """Write a network in the one usual way.

    Raises:
        NoNetwork: it is none.

    """
    try:
        return str(ip_network(given.strip(), strict=False))
    except ValueError:
        raise NoNetwork(given) from None


def is_inside(agency: Agency, address: str) -> bool:
    try:
        here = ip_address(address)
    except ValueError:
        return False
    return any(here in ip_network(network) for network in agency.networks)
