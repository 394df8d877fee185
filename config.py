"""Settings: read once from the environment, checked at start, then handed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

MINIMUM_SECRET = 32
SECOND_FACTORS = ("roles", "all")
FRONT_DOORS = ("filing", "information", "back_end")


class Mode(StrEnum):
    """How the service runs; demo data and demo logins exist only outside production."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


class SettingsFault(Exception):
    """The environment does not allow a start; the message says which variable and what to set."""


@dataclass(frozen=True)
class ObjectStore:
    """Where objects are kept: any S3-compatible service."""

    endpoint_url: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    bucket: str = "motcua"
    region: str = "us-east-1"


@dataclass(frozen=True)
class Limits:
    """What one filing may hold; told to the citizen before choosing files."""

    file_bytes: int = 20 * 1024 * 1024
    files: int = 20
    api_body_bytes: int = 1024 * 1024
    draft_days: int = 30


@dataclass(frozen=True)
class Custody:
    """Where the custodian listens, and how old a rehearsal may be before a reminder."""

    socket: str = "/run/motcua-custodian/socket"
    rehearsal_days: int = 90


@dataclass(frozen=True)
class CustodianSettings:
    """What the custodian is told: far less than the service, and none of its secrets.

    users: who may call besides the custodian's own user; group: who reaches the socket
    """

    mode: Mode
    database_url: str = field(repr=False)
    socket: str
    users: tuple[str, ...] = ()
    group: str = ""
    idle_minutes: int = 60

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "CustodianSettings":
        """Read the settings.

        Raises:
            SettingsFault: a variable is missing or makes no sense.

        """
        env = os.environ if environment is None else environment
        own = env.get("MOTCUA_CUSTODIAN_DATABASE_URL")
        return cls(
            mode=_mode(env),
            database_url=own or _required(env, "DATABASE_URL"),
            socket=_custody(env).socket,
            users=tuple(env.get("MOTCUA_CUSTODIAN_USERS", "").split()),
            group=env.get("MOTCUA_CUSTODIAN_GROUP", ""),
            idle_minutes=_integer(env, "MOTCUA_CUSTODY_IDLE_MINUTES", cls.idle_minutes),
        )


@dataclass(frozen=True)
class Settings:
    """Everything that differs between installations."""

    mode: Mode
    secret_key: str = field(repr=False)
    base_url: str
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    objects: ObjectStore
    # The role that owns the tables and changes their schema; the service works under another.
    owner_url: str = field(default="", repr=False)
    # Signs the anchors of the audit; the web and the database never need it.
    audit_key: str = field(default="", repr=False)
    # How long the object store refuses to let go of an anchor, where it can refuse.
    audit_lock_days: int = 400
    limits: Limits = Limits()
    # {agency}-{yymmdd}-{counter}: practice of province systems; a unified national rule is awaited.
    number_pattern: str = "{agency}-{day:%y%m%d}-{counter:04d}"
    trusted_proxies: int = 0
    # Procedure files of the agencies, beside those that ship with the service.
    procedures_dir: Path | None = None
    # What citizens may do at an agency for which nothing else is set, and where they file instead.
    front_door: str = "filing"
    portal_url: str = "https://dichvucong.gov.vn"
    custody: Custody = Custody()
    # Which officers have to show one: those of certain roles (`services.accounts.factors`), or all.
    second_factor: str = "roles"

    @property
    def secure(self) -> bool:
        """Whether browsers reach the service over HTTPS."""
        return urlsplit(self.base_url).scheme == "https"

    @property
    def role(self) -> str:
        """The role of the database that the service works under."""
        return unquote(urlsplit(self.database_url).username or "")

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings.

        Raises:
            SettingsFault: a variable is missing or makes no sense.

        """
        env = os.environ if environment is None else environment
        mode = _mode(env)
        settings = cls(
            mode=mode,
            secret_key=_secret(env, "MOTCUA_SECRET_KEY"),
            base_url=_required(env, "MOTCUA_BASE_URL").rstrip("/"),
            database_url=_required(env, "DATABASE_URL"),
            owner_url=env.get("DATABASE_OWNER_URL") or _required(env, "DATABASE_URL"),
            redis_url=_required(env, "REDIS_URL"),
            objects=_object_store(env),
            audit_key=_audit_key(env),
            audit_lock_days=_integer(env, "MOTCUA_AUDIT_LOCK_DAYS", cls.audit_lock_days),
            limits=_limits(env),
            number_pattern=env.get("MOTCUA_NUMBER_PATTERN", cls.number_pattern),
            trusted_proxies=_integer(env, "MOTCUA_TRUSTED_PROXIES", 0),
            procedures_dir=procedures_directory(env),
            front_door=_one_of(env, "MOTCUA_FRONT_DOOR", FRONT_DOORS),
            portal_url=_web_address(env, "MOTCUA_PORTAL_URL", cls.portal_url),
            custody=_custody(env),
            second_factor=_one_of(env, "MOTCUA_SECOND_FACTOR", SECOND_FACTORS),
        )
        if mode is Mode.PRODUCTION and not settings.secure:
            raise SettingsFault("MOTCUA_BASE_URL must begin with https:// in production.")
        return settings


def _mode(env: Mapping[str, str]) -> Mode:
    value = env.get("MOTCUA_MODE", Mode.PRODUCTION)
    try:
        return Mode(value)
    except ValueError:
        raise SettingsFault(
            f"MOTCUA_MODE is {value!r}; set it to one of {', '.join(Mode)}."
        ) from None


def procedures_directory(environment: Mapping[str, str] | None = None) -> Path | None:
    """Tell where the agencies' own procedure files lie; needed where nothing else is set."""
    env = os.environ if environment is None else environment
    path = env.get("MOTCUA_PROCEDURES_DIR")
    return Path(path) if path else None


def _required(env: Mapping[str, str], name: str) -> str:
    if not env.get(name):
        raise SettingsFault(f"{name} is not set. See deploy/motcua.env.example for a value.")
    return env[name]


def _secret(env: Mapping[str, str], name: str) -> str:
    """Read a secret from NAME, or from the file that NAME_FILE names."""
    path = env.get(f"{name}_FILE")
    value = Path(path).read_text(encoding="utf-8").strip() if path else _required(env, name)
    if len(value) < MINIMUM_SECRET:
        raise SettingsFault(f"{name} is too short: give at least {MINIMUM_SECRET} characters.")
    return value


def _audit_key(env: Mapping[str, str]) -> str:
    """Take the anchors' own key where there is one; else the installation's secret serves."""
    own = "MOTCUA_AUDIT_KEY"
    given = env.get(own) or env.get(f"{own}_FILE")
    return _secret(env, own if given else "MOTCUA_SECRET_KEY")


def _integer(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, str(default))
    if not value.isdecimal():
        raise SettingsFault(f"{name} is {value!r}; set it to a whole number.")
    return int(value)


def _one_of(env: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """Read a choice; the first one holds where nothing is set."""
    value = env.get(name, values[0])
    if value not in values:
        raise SettingsFault(f"{name} is {value!r}; set it to one of {', '.join(values)}.")
    return value


def _web_address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise SettingsFault(f"{name} is {value!r}; set it to an address with https://.")
    return value


def _object_store(env: Mapping[str, str]) -> ObjectStore:
    return ObjectStore(
        endpoint_url=_required(env, "S3_ENDPOINT_URL"),
        access_key=_required(env, "S3_ACCESS_KEY"),
        secret_key=_required(env, "S3_SECRET_KEY"),
        bucket=env.get("S3_BUCKET", ObjectStore.bucket),
        region=env.get("S3_REGION", ObjectStore.region),
    )


def _custody(env: Mapping[str, str]) -> Custody:
    return Custody(
        socket=env.get("MOTCUA_CUSTODIAN_SOCKET", Custody.socket),
        rehearsal_days=_integer(env, "MOTCUA_REHEARSAL_DAYS", Custody.rehearsal_days),
    )


def _limits(env: Mapping[str, str]) -> Limits:
    megabytes = _integer(env, "MOTCUA_MAX_FILE_MB", Limits.file_bytes // 1024**2)
    return Limits(
        file_bytes=megabytes * 1024**2,
        files=_integer(env, "MOTCUA_MAX_FILES", Limits.files),
    )
