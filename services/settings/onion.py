"""The address of the service in the Tor network."""

import re
from urllib.parse import urlsplit

from services.settings.environment import Environment, SettingsFault

NAME = "MOTCUA_ONION_URL"
# Version 3: the key of the service itself, in base 32.
HOST = re.compile(r"(?:[a-z0-9-]+\.)*[a-z2-7]{56}\.onion")


def onion_address(env: Environment) -> str:
    """Read the address; empty where there is none.

    Raises:
        SettingsFault: it is no address of an onion service.

    """
    value = env.get(NAME, "").rstrip("/")
    parts = urlsplit(value)
    is_plain = parts.scheme in {"http", "https"} and not (parts.path or parts.query or parts.port)
    if value and not (is_plain and HOST.fullmatch(parts.netloc)):
        raise SettingsFault(f"{NAME} is {value!r}; set it to http://, 56 signs and .onion.")
    return value
