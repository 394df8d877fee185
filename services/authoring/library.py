"""The catalogue of a process: what ships, what is published, what lies in the agency's directory.

It is looked after while the process runs: a newly published version is there within a second.
"""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forms import catalogue as reading
from forms import gathering
from forms.catalogue import Catalogue
from forms.faults import Quarantined
from forms.gathering import Candidate
from forms.procedure import Procedure
from forms.shared import NOTHING, Shared
from services.authoring.keeping import used_hashes
from services.authoring.models import PublishedProcedure, UsedProcedure
from storage.database import Database
from storage.scope import SERVICE

LOOK_EVERY = 0.5  # Seconds.
IN_THE_DATABASE = Path("published")  # How a published text is named among files.
NEWEST = (
    select(PublishedProcedure.id, PublishedProcedure.sha256)
    .order_by(PublishedProcedure.id.desc())
    .limit(1)
)

Stamp = tuple[object, ...]

log = structlog.get_logger(__name__)


class Library:
    """Gives the catalogue of the moment; asks at most twice a second whether it is still so."""

    def __init__(
        self,
        database: Database,
        directory: Path | None,
        *,
        shipped: Catalogue | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Read what ships, unless it was read before; a bad file among it stops the start."""
        self._database = database
        self._directory = directory
        self._clock = clock
        self._lock = threading.Lock()
        self._texts: dict[tuple[Path, bytes], Candidate] = {}
        self._older: dict[reading.Key, Procedure] = {}
        self._told: frozenset[Quarantined] = frozenset()
        self._looked_at = float("-inf")
        self._stamp: Stamp | None = None
        self._shipped = shipped or reading.load()
        self._catalogue: Catalogue | None = None

    @property
    def shipped(self) -> Catalogue:
        """What ships with the service: known before the database is."""
        return self._shipped

    def catalogue(self) -> Catalogue:
        """Give all procedures; whoever comes while another looks gets those of before."""
        held = self._catalogue
        if held is not None and self._clock() - self._looked_at < LOOK_EVERY:
            return held
        if self._lock.acquire(blocking=held is None):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._catalogue or self._shipped

    def look(self) -> Catalogue:
        """Look at once."""
        with self._lock:
            self._stamp = None
            self._look()
        return self._catalogue or self._shipped

    def hold(self, fixed: Catalogue) -> None:
        """Hold to a catalogue that is given, until `look` is called."""
        self._catalogue = fixed
        self._stamp = None
        self._looked_at = float("inf")

    def _look(self) -> None:
        try:
            with self._database.transaction(SERVICE) as session:
                stamp = (session.execute(NEWEST).first(), *self._files())
                if stamp != self._stamp:
                    self._older.clear()
                    self._catalogue = self._gathered(session)
                    self._stamp = stamp
        except SQLAlchemyError as error:
            # Whoever needs the database is told by the database; procedures stay as they were.
            log.warning("published procedures not read", error=type(error).__name__)
        else:
            self._tell()
        self._looked_at = self._clock()

    def _files(self) -> Iterator[object]:
        """Name the files of the directory and when each was changed."""
        if self._directory is None or not self._directory.is_dir():
            return
        for path in sorted(self._directory.glob("*.yaml")):
            found = path.lstat()
            yield path.name, found.st_mtime_ns, found.st_size

    def _gathered(self, session: Session) -> Catalogue:
        return gathering.gather(
            [*self._ours(), *self._published(session), *self._theirs()],
            self._shipped.workflows,
            used=used_hashes(session),
            elsewhere=self._from_the_database,
        )

    def _ours(self) -> Iterator[Candidate]:
        for procedure in self._shipped.procedures:
            yield Candidate(Path(f"{procedure.slug}.yaml"), procedure)

    def _published(self, session: Session) -> Iterator[Candidate]:
        for row in session.scalars(select(PublishedProcedure).order_by(PublishedProcedure.id)):
            path = IN_THE_DATABASE / f"{row.slug}.yaml"
            key = path, row.sha256
            if key not in self._texts:
                self._texts[key] = gathering.from_text(
                    path, row.text, self._shipped.workflows, row.agency_id, row.shared or NOTHING
                )
            yield self._texts[key]

    def _theirs(self) -> Iterator[Candidate]:
        if self._directory is not None:
            yield from gathering.from_directory(self._directory, self._shipped.workflows)

    def _from_the_database(self, code: str, version: int) -> Procedure | None:
        """Find a version whose file has gone, or that was published a moment ago."""
        key = code, version
        if key not in self._older:
            found = self._read(code, version)
            if found is None:
                return None
            self._older[key] = found
        return self._older[key]

    def _read(self, code: str, version: int) -> Procedure | None:
        with self._database.transaction(SERVICE) as session:
            found = _text_of(session, code, version)
        if found is None:
            return None
        slug, text, brought = found
        path = IN_THE_DATABASE / f"{slug}.yaml"
        # It was right when it was begun with: a check that came later does not close it.
        return reading.read(path, self._shipped.workflows, text, brought)[0]

    def _tell(self) -> None:
        aside = frozenset(self._catalogue.quarantined) if self._catalogue else frozenset()
        for quarantined in aside - self._told:
            log.warning("procedure quarantined", path=str(quarantined.path), why=str(quarantined))
        self._told = aside


def _text_of(session: Session, code: str, version: int) -> tuple[str, str, Shared] | None:
    for model in (UsedProcedure, PublishedProcedure):
        texts = select(model.slug, model.text, model.shared)
        row = session.execute(texts.where(model.code == code, model.version == version)).first()
        if row is not None:
            return row[0], row[1], row[2] or NOTHING
    return None
