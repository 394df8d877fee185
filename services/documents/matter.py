"""Everything that a paper may say about one event of a dossier, gathered once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from sqlalchemy.orm import Session

from forms.catalogue import Catalogue
from forms.kinds.group import Group
from forms.procedure import Deadline, Procedure
from pdf_templates.contexts import Agency as AgencyBlock
from pdf_templates.contexts import FileEntry, Party
from services.agencies.models import Agency
from services.deadlines import calendar, clock
from services.documents.frozen import Frozen
from services.dossiers import attachments, writing
from services.dossiers.models import Dossier, HistoryEntry
from services.dossiers.unsealing import Unsealed
from services.files import seals, shelf
from services.files.models import StoredFile
from services.identity.files import Owner
from storage.objects import Objects


@dataclass(frozen=True)
class Matter:
    """An event of a dossier with what belongs to it; the same event gives the same paper."""

    dossier: Dossier
    entry: HistoryEntry
    procedure: Procedure
    frozen: Frozen
    files: Sequence[StoredFile]
    due: clock.Due
    deadline: Deadline
    base_url: str
    objects: Objects
    answers: dict[str, Any]
    seal: Owner | None = None

    @property
    def agency(self) -> AgencyBlock:
        agency = self.dossier.agency
        return AgencyBlock(
            name=agency.name,
            parent_name=_parent_name(agency),
            code=agency.code,
            address=agency.address,
            phone=agency.phone,
            email=agency.email,
            place=agency.place,
        )

    @property
    def applicant_path(self) -> str:
        """The block of answers that names the applicant; empty where the name is kept secret."""
        named = self.procedure.shown_as.applicant
        return named.rpartition(".")[0] if named and self.frozen.text(named) else ""

    @property
    def applicant(self) -> Party:
        """The applicant as others see them: under the pseudonym where the law protects the name."""
        if not self.applicant_path:
            return Party(name=self.dossier.applicant_name)
        return self.frozen.party(self.applicant_path)

    @property
    def signer_path(self) -> str:
        """The block that names who signs, also a protected one; for the own petition alone."""
        hidden = (
            field.key
            for field in self.procedure.fields
            if field.identity and isinstance(field.kind, Group) and self.frozen.has(field.key)
        )
        return self.applicant_path or next(hidden, "")

    @property
    def look_up_url(self) -> str:
        return f"{self.base_url}/tra-cuu?{urlencode({'so': self.dossier.number})}"

    @property
    def content_sha256(self) -> str:
        """Hash what the person saw and sent; printed on the acknowledgement and the petition."""
        return hashlib.sha256(writing.written(self.dossier.frozen)).hexdigest()

    @property
    def attached(self) -> dict[str, str]:
        """Map the files that were attached to their questions; a drawn signature is no file."""
        drawn = self._drawn_signature
        kinds = self.frozen.files()
        return {key: kind for key, kind in kinds.items() if not drawn or key != str(drawn.id)}

    @property
    def file_entries(self) -> tuple[FileEntry, ...]:
        kinds = self.attached
        return tuple(
            FileEntry(
                name=stored.shown_name,
                kind=kinds[str(stored.id)],
                size=stored.size,
                # Of a closed file the row holds no hash that its giver could compare.
                sha256="" if stored.is_closed else stored.shown_sha256.hex(),
            )
            for stored in self.files
            if str(stored.id) in kinds
        )

    @property
    def signature_png(self) -> bytes | None:
        """The signature as a picture; a scan in another format stays an attachment."""
        drawn = self._drawn_signature
        if drawn is None:
            return None
        return b"".join(seals.content(self.objects, drawn, self.seal))

    @property
    def _drawn_signature(self) -> StoredFile | None:
        return attachments.drawn_signature(self.answers, self.files)

    def input(self, key: str) -> str:
        value = self.entry.inputs.get(key, "")
        return value if isinstance(value, str) else ""


def gather(
    session: Session,
    catalogue: Catalogue,
    entry: HistoryEntry,
    *,
    objects: Objects,
    base_url: str,
    opened: Unsealed | None = None,
) -> Matter:
    """Gather it from the dossier, and from what is sealed of it if somebody may open that."""
    dossier = entry.dossier
    procedure = catalogue.version(dossier.procedure_code, dossier.procedure_version)
    answers = opened.answers if opened else dossier.answers
    sections = (opened.frozen if opened else dossier.frozen)["sections"]
    files = shelf.of_dossier(session, dossier.id)
    seals.reveal(files, opened.owner if opened else None)
    deadline = procedure.deadline(dossier.due_rule) or procedure.deadlines[0]
    return Matter(
        dossier=dossier,
        entry=entry,
        procedure=procedure,
        frozen=Frozen(sections, answers, procedure),
        files=files,
        due=clock.due(deadline, dossier.submitted_at, calendar.read(session)),
        deadline=deadline,
        base_url=base_url,
        objects=objects,
        answers=answers,
        seal=opened.owner if opened else None,
    )


def _parent_name(agency: Agency) -> str:
    return agency.parent.name if agency.parent else ""
