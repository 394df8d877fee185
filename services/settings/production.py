"""What production refuses to start with: secrets that others know, open doors, debugging."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from services.settings.environment import Environment, open_files

FEWEST_SIGNS = 10
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# What stands in examples, in the tests and in what ships with engines.
PLACEHOLDERS = frozenset(
    {"admin", "changeme", "minioadmin", "motcua", "motcua-demo", "password", "postgres", "root",
     "secret", "test", "testing", "…"}
)  # fmt: skip
TELLING = ("a-secret-that-only", "change-me", "changeme", "example", "password", "your-secret")
DEBUGGING = ("FLASK_DEBUG", "PYTHONDEVMODE", "PYTHONASYNCIODEBUG", "WERKZEUG_RUN_MAIN")
OFF = frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True)
class Given:
    """What is looked at: the secrets and the addresses by the names of their variables."""

    base_url: str
    secrets: Mapping[str, str]
    addresses: Mapping[str, str]
    issuers: Mapping[str, str] = field(default_factory=dict)


def faults(env: Environment, given: Given) -> Iterator[str]:
    """Say each thing that would leave the installation open, and what to do about it."""
    yield from _base_url(given.base_url)
    for name, value in given.secrets.items():
        if is_known(value):
            yield f"{name} is a known or a simple secret; make a random one (deploy/README.md)."
    for name, address in given.addresses.items():
        yield from _password(name, address)
    for name, issuer in given.issuers.items():
        yield from _issuer(name, issuer)
    for name in DEBUGGING:
        if env.get(name, "").lower() not in OFF:
            yield f"{name} is set; production never runs with debugging."
    yield from _files(env)


def _files(env: Environment) -> Iterator[str]:
    for name in open_files(env):
        yield f"{name} names a file that everybody may read; take the right away (chmod o-r)."


def is_known(value: str) -> bool:
    folded = value.lower()
    simple = len(set(value)) < FEWEST_SIGNS
    return simple or folded in PLACEHOLDERS or any(part in folded for part in TELLING)


def _base_url(base_url: str) -> Iterator[str]:
    parts = urlsplit(base_url)
    if parts.scheme != "https":
        yield "MOTCUA_BASE_URL must begin with https:// in production."
    if (parts.hostname or "") in LOOPBACK:
        yield "MOTCUA_BASE_URL names this machine; give the address that citizens see."


def _issuer(name: str, issuer: str) -> Iterator[str]:
    """Refuse the demo provider, which lets anybody be anybody: it speaks http on this machine."""
    parts = urlsplit(issuer)
    if parts.scheme != "https" or (parts.hostname or "") in LOOPBACK:
        yield f"{name} must begin with https:// and name another machine in production."


def _password(name: str, address: str) -> Iterator[str]:
    """Let a password be absent where the socket or a certificate says who calls."""
    parts = urlsplit(address)
    password = unquote(parts.password or "")
    if password.lower() in PLACEHOLDERS:
        yield f"{name} holds a password out of an example; set one of your own."
    elif name == "REDIS_URL" and not password and parts.hostname not in {None, *LOOPBACK}:
        yield f"{name} has no password, and the queue is on another machine; set one."
