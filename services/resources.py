"""The connections of one process, opened once and handed to whoever needs them."""

from datetime import timedelta
from functools import cached_property
from typing import Self

from redis import Redis

from config import Mode, Settings
from forms.catalogue import Catalogue
from forms.guidance import guidance
from forms.guidance.guidance import Guidance
from services.accounts.factors import Demand
from services.accounts.sealing import Seals
from services.agencies.front_doors import FilingLogin, FrontDoor, FrontDoors
from services.audit.anchors import Shelf
from services.authoring.library import Library
from services.citizens.accounts import Numbers
from services.custody.client import Custodian
from services.dossiers.access_codes import AccessCodes
from services.identity.secrets import key_of
from services.openid.provider import Provider
from services.redaction.keys import CopyKeys
from storage.database import Database
from storage.objects import Objects
from storage.scope import SERVICE


class Resources:
    """Database, object store, Redis, and the catalogue of procedures."""

    def __init__(self, settings: Settings) -> None:
        store = settings.objects
        self.settings = settings
        self.database = Database(settings.database_url, scope=SERVICE)
        self.objects = Objects.connect(
            store.endpoint_url,
            store.access_key,
            store.secret_key,
            bucket=store.bucket,
            region=store.region,
        )
        # A worker waits long for its next job: no time-out on an idle socket.
        self.redis: Redis = Redis.from_url(
            settings.redis_url, socket_timeout=None, socket_connect_timeout=3
        )
        self.front_doors = FrontDoors(
            FrontDoor(settings.front_door),
            settings.portal_url,
            FilingLogin(settings.filing_login),
            has_login=settings.vneid is not None,
        )
        self.anchors = Shelf(
            self.objects, settings.audit_key, timedelta(days=settings.audit_lock_days)
        )
        self.access_codes = AccessCodes(settings.secret_key)
        self.seals = Seals(settings.secret_key)
        # Of the addresses at which people are told of news.
        self.notice_key = key_of(settings.secret_key, b"notices")
        self.second_factor = Demand(
            of_all=settings.second_factor == "all", admits_demo=settings.mode is not Mode.PRODUCTION
        )
        self.citizen_numbers = Numbers(settings.secret_key)
        self.citizens_provider = Provider(settings.vneid.provider) if settings.vneid else None
        self.staff_provider = Provider(settings.staff.provider) if settings.staff else None
        self.copy_keys = CopyKeys(settings.secret_key)
        self.custodian = Custodian(settings.custody.socket)
        self.resume_codes = AccessCodes(settings.secret_key, "resume-code")

    def read_forms(self) -> Self:
        """Read all that ships in files now: a bad one stops the start, not the first who asks."""
        _ = self.guidance  # It stands on the catalogue, which is read with it.
        return self

    @cached_property
    def library(self) -> Library:
        return Library(self.database, self.settings.procedures_dir)

    @cached_property
    def guidance(self) -> Guidance:
        # Past the catalogue, which would open a connection before the workers are forked off.
        return guidance.load(self.library.shipped)

    @property
    def catalogue(self) -> Catalogue:
        """All procedures, as of this moment."""
        return self.library.catalogue()

    @catalogue.setter
    def catalogue(self, fixed: Catalogue) -> None:
        self.library.hold(fixed)

    def close(self) -> None:
        self.database.dispose()
        self.redis.close()
