"""Reads single settings out of an environment and says plainly what is wrong with one."""

import stat
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

MINIMUM_SECRET = 32
# How our variables begin. Others that end in _FILE are not ours to judge: SSL_CERT_FILE is public.
OURS = ("MOTCUA_", "DATABASE_", "REDIS_", "S3_", "SMTP_")

Environment = Mapping[str, str]


class SettingsFault(Exception):
    """The environment does not allow a start; the message says which variable and what to set."""


def required(env: Environment, name: str) -> str:
    """Read NAME, or the file that NAME_FILE names, so that no secret need stand in the environment.

    Raises:
        SettingsFault: neither is set, or the file cannot be read.

    """
    path = env.get(f"{name}_FILE")
    value = _read(Path(path), name) if path else env.get(name)
    if not value:
        raise SettingsFault(f"{name} is not set. See deploy/motcua.env.example for a value.")
    return value


def secret(env: Environment, name: str) -> str:
    value = required(env, name)
    if len(value) < MINIMUM_SECRET:
        raise SettingsFault(f"{name} is too short: give at least {MINIMUM_SECRET} characters.")
    return value


def integer(env: Environment, name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not value.isdecimal():
        raise SettingsFault(f"{name} is {value!r}; set it to a whole number.")
    return int(value)


def web_address(env: Environment, name: str, default: str) -> str:
    value = env.get(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise SettingsFault(f"{name} is {value!r}; set it to an address with https://.")
    return value


def open_files(env: Environment) -> list[str]:
    """Name the variables whose secret lies in a file that everybody on the machine reads."""
    named = {
        name: Path(path)
        for name, path in sorted(env.items())
        if path and name.startswith(OURS) and name.endswith("_FILE")
    }
    return [
        name
        for name, path in named.items()
        if path.is_file() and path.stat().st_mode & stat.S_IROTH
    ]


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        raise SettingsFault(
            f"{name}_FILE names {path}, which cannot be read ({type(fault).__name__})."
        ) from None
