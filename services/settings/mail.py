"""By which server mail is sent; without one, notices wait."""

from dataclasses import dataclass, field
from enum import StrEnum

from services.settings.environment import Environment, SettingsFault, integer, required

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Security(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"  # Only to a server on this machine.


@dataclass(frozen=True)
class MailServer:
    """One SMTP server, and from whom the mail comes."""

    host: str
    port: int
    sender: str
    security: Security = Security.STARTTLS
    username: str = ""
    password: str = field(default="", repr=False)


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


def mail_server(env: Environment) -> MailServer | None:
    """Read the server; none where no host is named.

    Raises:
        SettingsFault: something is missing, or the connection would be open to others.

    """
    host = env.get("SMTP_HOST", "")
    if not host:
        return None
    security = _security(env, host)
    username = env.get("SMTP_USERNAME", "")
    return MailServer(
        host,
        integer(env, "SMTP_PORT", PORTS[security]),
        required(env, "SMTP_FROM"),
        security,
        username,
        required(env, "SMTP_PASSWORD") if username else "",
    )


def _security(env: Environment, host: str) -> Security:
    value = env.get("SMTP_SECURITY", Security.STARTTLS)
    if value not in tuple(Security):
        raise SettingsFault(f"SMTP_SECURITY is {value!r}; set it to one of {', '.join(Security)}.")
    if value == Security.NONE and host not in LOOPBACK:
        raise SettingsFault("SMTP_SECURITY=none serves only a server on this machine.")
    return Security(value)
