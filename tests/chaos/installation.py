"""What can be done to an installation, and how it is seen whether it is whole again."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy import func, select

from services.documents.models import IssuedDocument
from services.dossiers.models import Dossier, HistoryEntry
from services.local.engines import RunningEngines
from services.outbox.models import OutboxMessage
from services.resources import Resources
from tests.service import Site, wait_until

PROMISED = frozenset({"submission_acknowledgement", "complaint_petition"})


@dataclass
class Installation:
    engines: RunningEngines
    resources: Resources
    site: Site

    def start_all(self) -> None:
        for name in ("web", "worker", "relay"):
            self.start(name)

    def start(self, name: str) -> None:
        port = urlsplit(self.site.url).port
        options = ("--port", str(port)) if name == "web" else ()
        self.site.start(name, *options)

    def kill(self, name: str) -> None:
        """Kill a process, as a power cut would, and start it anew."""
        self.site.kill(name)
        self.start(name)

    def kill_engine(self, name: str) -> None:
        """Kill an engine and start it anew on the same port over the same data."""
        engine = self.engines.by_name[name]
        engine.process.restart()
        engine.wait_until_ready()

    def flush_queue(self) -> None:
        self.resources.redis.flushall()

    def revive(self) -> None:
        """Start what ended by itself, as the supervisor of a real installation does."""
        for name, process in list(self.site.processes.items()):
            if process.poll() is not None:
                self.start(name)

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """Stop an engine without ending it: connections stand, nobody answers."""
        group = self.engines.by_name[name].process.pid
        os.killpg(group, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(group, signal.SIGCONT)

    @contextmanager
    def away(self, name: str) -> Iterator[None]:
        """Kill an engine and leave it away for a while."""
        engine = self.engines.by_name[name]
        engine.process.kill()
        try:
            yield
        finally:
            engine.process.restart()
            engine.wait_until_ready()

    def open_promises(self) -> int:
        with self.resources.database.transaction() as session:
            still_open = select(func.count()).where(OutboxMessage.done_at.is_(None))
            return session.scalar(still_open) or 0

    def settle(self, *, seconds: float = 90) -> None:
        """Wait until every promise is kept."""

        def settled() -> bool:
            self.revive()
            return self.open_promises() == 0

        wait_until(settled, seconds=seconds)

    def numbers(self) -> list[str]:
        with self.resources.database.transaction() as session:
            return list(session.scalars(select(Dossier.number)))

    def wrong_papers(self) -> list[str]:
        """Name the dossiers that have not exactly one of each document they were promised."""
        with self.resources.database.transaction() as session:
            rows = session.execute(
                select(Dossier.number, IssuedDocument.kind)
                .join(HistoryEntry, HistoryEntry.dossier_id == Dossier.id)
                .outerjoin(IssuedDocument, IssuedDocument.history_id == HistoryEntry.id)
            )
            counted = Counter((number, kind) for number, kind in rows)
        due = {(number, kind) for number in self.numbers() for kind in PROMISED}
        return sorted({number for number, _ in due ^ set(counted)} | _more_than_once(counted))

    def wrong_objects(self) -> list[str]:
        """Name the objects that no document knows, and the documents whose object is not it."""
        with self.resources.database.transaction() as session:
            known = {row.object_key: row.sha256 for row in session.scalars(select(IssuedDocument))}
        kept = {key: self._hash(key) for key in self.resources.objects.keys("documents/")}
        return sorted(key for key, _ in set(known.items()) ^ set(kept.items()))

    def _hash(self, key: str) -> bytes:
        return sha256(self.resources.objects.get(key)).digest()


def _more_than_once(counted: Counter[tuple[str, str]]) -> set[str]:
    return {number for (number, _), times in counted.items() if times > 1}
