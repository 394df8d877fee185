"""Settings: read once from the environment, checked at start, then handed down."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from services.settings import openid, production
from services.settings.bounds import (
    Conversation,
    Limits,
    Puzzles,
    conversation,
    limits,
    puzzles,
)
from services.settings.environment import SettingsFault
from services.settings.environment import integer as _integer
from services.settings.environment import required as _required
from services.settings.environment import secret as _secret
from services.settings.environment import web_address as _web_address
from services.settings.mail import MailServer, mail_server
from services.settings.onion import onion_address
from services.settings.openid import Staff, VNeId

__all__ = [
    "Conversation",
    "CustodianSettings",
    "Custody",
    "Limits",
    "MailServer",
    "Mode",
    "ObjectStore",
    "Puzzles",
    "Settings",
    "SettingsFault",
    "Staff",
    "VNeId",
]

# The custodian opens nothing for longer than these minutes, whatever it is told.
LONGEST_OPEN = 240
SECOND_FACTORS = ("roles", "all")
FRONT_DOORS = ("filing", "information", "back_end")
LOGINS = ("optional", "required")


class Mode(StrEnum):
    """How the service runs; demo data and demo logins exist only outside production."""

    PRODUCTION = "production"
    DEMO = "demo"
    TEST = "test"


@dataclass(frozen=True)
class ObjectStore:
    """Where objects are kept: any S3-compatible service."""

    endpoint_url: str
    access_key: str = field(repr=False)
    secret_key: str = field(repr=False)
    bucket: str = "motcua"
    region: str = "us-east-1"


@dataclass(frozen=True)
class Custody:
    """Where the custodian listens, how old a rehearsal may be, how long an identity is open."""

    socket: str = "/run/motcua-custodian/socket"
    rehearsal_days: int = 90
    open_minutes: int = 30


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
    limits: Limits = field(default_factory=Limits)
    # {agency}-{yymmdd}-{counter}: practice of province systems; a unified national rule is awaited.
    number_pattern: str = "{agency}-{day:%y%m%d}-{counter:04d}"
    trusted_proxies: int = 0
    # Procedure files of the agencies, beside those that ship with the service.
    procedures_dir: Path | None = None
    # What citizens may do at an agency for which nothing else is set, and where they file instead.
    front_door: str = "filing"
    portal_url: str = "https://dichvucong.gov.vn"
    # Who tells which citizen or officer somebody is; none, and nobody signs in that way.
    vneid: VNeId | None = None
    staff: Staff | None = None
    # Whether those who file have to sign in, at an agency for which nothing else is set.
    filing_login: str = "optional"
    custody: Custody = Custody()
    puzzles: Puzzles = field(default_factory=Puzzles)
    # Where faults of security are told (RFC 9116), and where the quick exit leads.
    security_contact: str = ""
    quick_exit_url: str = "https://vi.wikipedia.org/"
    # Which officers have to show one: those of certain roles (`services.accounts.factors`), or all.
    second_factor: str = "roles"
    # How much the person of a dossier may write to its agency.
    conversation: Conversation = field(default_factory=Conversation)
    # By which server notices are sent; without one they wait.
    mail_server: MailServer | None = None
    # The address in the Tor network under which the same service answers.
    onion_url: str = ""

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
            owner_url=_required(env, _first(env, "DATABASE_OWNER_URL", "DATABASE_URL")),
            redis_url=_required(env, "REDIS_URL"),
            objects=_object_store(env),
            audit_key=_audit_key(env),
            audit_lock_days=_integer(env, "MOTCUA_AUDIT_LOCK_DAYS", cls.audit_lock_days),
            limits=limits(env),
            number_pattern=env.get("MOTCUA_NUMBER_PATTERN", cls.number_pattern),
            trusted_proxies=_integer(env, "MOTCUA_TRUSTED_PROXIES", 0),
            procedures_dir=procedures_directory(env),
            front_door=_one_of(env, "MOTCUA_FRONT_DOOR", FRONT_DOORS),
            portal_url=_web_address(env, "MOTCUA_PORTAL_URL", cls.portal_url),
            vneid=openid.citizens(env),
            staff=openid.staff(env),
            filing_login=_one_of(env, "MOTCUA_FILING_LOGIN", LOGINS),
            custody=_custody(env),
            puzzles=puzzles(env),
            security_contact=env.get("MOTCUA_SECURITY_CONTACT", ""),
            quick_exit_url=_web_address(env, "MOTCUA_QUICK_EXIT_URL", cls.quick_exit_url),
            second_factor=_one_of(env, "MOTCUA_SECOND_FACTOR", SECOND_FACTORS),
            conversation=conversation(env),
            mail_server=mail_server(env),
            onion_url=onion_address(env),
        )
        if mode is Mode.PRODUCTION:
            _refuse_open(env, settings)
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


def _audit_key(env: Mapping[str, str]) -> str:
    """Take the anchors' own key where there is one; else the installation's secret serves."""
    return _secret(env, _first(env, "MOTCUA_AUDIT_KEY", "MOTCUA_SECRET_KEY"))


def _first(env: Mapping[str, str], name: str, other: str) -> str:
    """Give the name that is set, itself or by a file; the other where it is not."""
    return name if env.get(name) or env.get(f"{name}_FILE") else other


def _one_of(env: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    """Read a choice; the first one holds where nothing is set."""
    value = env.get(name, values[0])
    if value not in values:
        raise SettingsFault(f"{name} is {value!r}; set it to one of {', '.join(values)}.")
    return value


def _object_store(env: Mapping[str, str]) -> ObjectStore:
    return ObjectStore(
        endpoint_url=_required(env, "S3_ENDPOINT_URL"),
        access_key=_required(env, "S3_ACCESS_KEY"),
        secret_key=_required(env, "S3_SECRET_KEY"),
        bucket=env.get("S3_BUCKET", ObjectStore.bucket),
        region=env.get("S3_REGION", ObjectStore.region),
    )


def _refuse_open(env: Mapping[str, str], settings: Settings) -> None:
    given = production.Given(
        settings.base_url,
        secrets={
            "MOTCUA_SECRET_KEY": settings.secret_key,
            "MOTCUA_AUDIT_KEY": settings.audit_key,
            "S3_SECRET_KEY": settings.objects.secret_key,
            **_client_secrets(settings),
        },
        issuers=_issuers(settings),
        addresses={
            "DATABASE_URL": settings.database_url,
            "DATABASE_OWNER_URL": settings.owner_url,
            "REDIS_URL": settings.redis_url,
        },
    )
    found = list(dict.fromkeys(production.faults(env, given)))
    if found:
        raise SettingsFault("\n  ".join(["production does not start like this:", *found]))


def _client_secrets(settings: Settings) -> dict[str, str]:
    known = {openid.VNEID: settings.vneid, openid.STAFF: settings.staff}
    return {
        f"{name}_CLIENT_SECRET": one.provider.client_secret for name, one in known.items() if one
    }


def _issuers(settings: Settings) -> dict[str, str]:
    known = {openid.VNEID: settings.vneid, openid.STAFF: settings.staff}
    return {f"{name}_ISSUER": one.provider.issuer for name, one in known.items() if one}


def _custody(env: Mapping[str, str]) -> Custody:
    return Custody(
        socket=env.get("MOTCUA_CUSTODIAN_SOCKET", Custody.socket),
        rehearsal_days=_integer(env, "MOTCUA_REHEARSAL_DAYS", Custody.rehearsal_days),
        open_minutes=_open_minutes(env),
    )


def _open_minutes(env: Mapping[str, str]) -> int:
    name = "MOTCUA_IDENTITY_MINUTES"
    minutes = _integer(env, name, Custody.open_minutes)
    if not 1 <= minutes <= LONGEST_OPEN:
        raise SettingsFault(f"{name} is {minutes}; set it to 1 up to {LONGEST_OPEN}.")
    return minutes
