"""The connections of one process, opened once and handed to whoever needs them."""

from datetime import timedelta

from redis import Redis

from config import Settings
from forms import catalogue
from services.audit.anchors import Shelf
from services.dossiers.access_codes import AccessCodes
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
        self.anchors = Shelf(
            self.objects, settings.audit_key, timedelta(days=settings.audit_lock_days)
        )
        self.catalogue = catalogue.load()
        self.access_codes = AccessCodes(settings.secret_key)
        self.resume_codes = AccessCodes(settings.secret_key, "resume-code")

    def close(self) -> None:
        self.database.dispose()
        self.redis.close()
