"""One filing in the making: the draft, its procedure, and the pages that its answers lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from forms import answers, asked
from forms.guidance.limitation import FirstWorking
from forms.procedure import Procedure, Section
from services.custody import keys
from services.deadlines import calendar
from services.drafts import drafts, sealing
from services.drafts.drafts import DraftMissing
from services.drafts.models import Draft
from services.files import seals, shelf
from services.files.models import StoredFile
from services.web import protection, signed_in_citizen
from services.web.citizen import lent, visit
from services.web.context import ZONE, now, resources, today

# What a page posts that nobody typed.
OWN = frozenset({"csrf_token", "seen", "go", "ma", "version"})


class AlreadyFiled(Exception):
    """The draft has become a dossier: nothing of it can be changed any more."""

    def __init__(self, draft_id: UUID) -> None:
        super().__init__(str(draft_id))
        self.draft_id = draft_id


class NewVersion(Exception):
    """The procedure has a newer version, and the person has not been asked what to do."""

    def __init__(self, draft_id: UUID) -> None:
        super().__init__(str(draft_id))
        self.draft_id = draft_id


class MovedMeanwhile(Exception):
    """The page was drawn from another version than the draft has by now."""


class SectionNotAsked(Exception):
    """The procedure has no such page, or the answers do not lead to it."""

    def __init__(self, first_page: str) -> None:
        super().__init__(first_page)
        self.first_page = first_page


@dataclass(frozen=True)
class Attempt:
    draft: Draft
    procedure: Procedure

    @property
    def raw(self) -> dict[str, Any]:
        """All answers as they are kept, right or wrong."""
        return drafts.gathered(self.draft)

    def pages(self, raw: dict[str, Any]) -> tuple[Section, ...]:
        """List the pages that these answers lead to."""
        shown = asked.visible_sections(self.procedure, raw)
        return tuple(section for section in shown if section.on == "step")

    def page(self, key: str) -> Section:
        """Give a page.

        Raises:
            SectionNotAsked: there is none, or not with these answers.

        """
        for section in self.pages(self.raw):
            if section.key == key:
                return section
        raise SectionNotAsked(self.url(self.pages(self.raw)[0]))

    @property
    def agencies(self) -> Mapping[str, str]:
        """The names of agencies by code, if a question asks to choose one."""
        return lent.agencies(self.procedure)

    @property
    def is_taken(self) -> bool:
        """Tell whether the agency still takes this filing here."""
        return resources().front_doors.takes(self.draft.agency, self.procedure)

    @property
    def needs_login(self) -> bool:
        """Tell whether one has to sign in before this is filed, and has not."""
        demanded = resources().front_doors.demands_login(self.draft.agency, self.procedure)
        return demanded and signed_in_citizen.citizen() is None

    @property
    def lacks_key(self) -> bool:
        """Tell whether the filing would have to be sealed and the agency has no key for that."""
        if not self.procedure.is_sealed:
            return False
        with resources().database.transaction() as session:
            return not keys.may_seal(session, self.draft.agency_id)

    def files(self, session: Session) -> Sequence[StoredFile]:
        """List the files that came so far, under the names that their person gave them."""
        found = shelf.of_draft(session, self.draft.id)
        seals.reveal(found, sealing.owner(self.draft))
        return found

    @property
    def first_working(self) -> FirstWorking:
        """The rule that moves a last day to one that is worked."""
        with resources().database.transaction() as session:
            return calendar.read(session).first_working

    @property
    def last_day(self) -> date:
        """The day on which the draft will be forgotten."""
        return self.draft.expires_at.astimezone(ZONE).date()

    @property
    def days_left(self) -> int:
        return (self.last_day - today()).days

    def left_off(self) -> Section | None:
        """Give the first page on which something is still open; none if the review is next."""
        raw = self.raw
        wrong = answers.check(self.procedure, raw, today=today()).errors
        open_keys = {path.partition(".")[0] for path in wrong}
        for section in self.pages(raw):
            if open_keys & {field.key for field in section.fields}:
                return section
        return None

    def url(self, section: Section | None, *, anchor: str | None = None) -> str:
        """Give the address of a page, or of the review page that follows the last."""
        if section is None or section.on == "review":
            return url_for("review.show", draft_id=self.draft.id, _anchor=anchor)
        return url_for(
            "filing.show", draft_id=self.draft.id, section_key=section.key, _anchor=anchor
        )


def look_at(session: Session, draft_id: UUID) -> Attempt:
    """Open the visitor's own draft.

    Raises:
        DraftMissing: this browser holds no such draft.
        AlreadyFiled: it has become a dossier.

    """
    token = visit.token_of(draft_id)
    return _attempt(drafts.open_draft(session, draft_id, token, now=now()))


def take_hold(session: Session, draft_id: UUID) -> Attempt:
    """Open the draft to change it; a second change at the same moment waits.

    Raises:
        DraftMissing: this browser holds no such draft.
        AlreadyFiled: it has become a dossier.

    """
    token = visit.token_of(draft_id)
    return _attempt(drafts.hold_draft(session, draft_id, token, now=now()))


def _attempt(draft: Draft) -> Attempt:
    if draft.dossier_id is not None:
        raise AlreadyFiled(draft.id)
    procedure = resources().catalogue.version(draft.procedure_code, draft.procedure_version)
    if procedure.is_sealed and sealing.owner(draft) is None:
        # Begun before drafts were sealed: what was typed lies open and cannot be protected.
        raise DraftMissing
    protection.mark(procedure)
    return Attempt(draft, procedure)


def redirect_refusals(blueprint: Blueprint) -> None:
    """Lead whoever comes to a wrong place of a filing to the right one."""
    blueprint.register_error_handler(DraftMissing, _missing)
    blueprint.register_error_handler(AlreadyFiled, _filed)
    blueprint.register_error_handler(SectionNotAsked, _not_asked)
    blueprint.register_error_handler(NewVersion, _new_version)
    blueprint.register_error_handler(MovedMeanwhile, _moved_meanwhile)


def _missing(_: DraftMissing) -> ResponseReturnValue:
    return render_template("citizen/draft_missing.html", typed=_typed()), HTTPStatus.NOT_FOUND


def _typed() -> str:
    """Give back what the person has just written, to be copied."""
    typed = [text for key, text in request.form.items() if key not in OWN and not text.isspace()]
    return "\n\n".join(filter(None, typed))


def _new_version(refused: NewVersion) -> ResponseReturnValue:
    return redirect(url_for("moved.show", draft_id=refused.draft_id))


def _moved_meanwhile(_: MovedMeanwhile) -> ResponseReturnValue:
    draft_id = (request.view_args or {})["draft_id"]
    page = render_template("citizen/moved_meanwhile.html", draft_id=draft_id, typed=_typed())
    return page, HTTPStatus.CONFLICT


def _filed(refused: AlreadyFiled) -> ResponseReturnValue:
    return redirect(url_for("finished.show", draft_id=refused.draft_id))


def _not_asked(refused: SectionNotAsked) -> ResponseReturnValue:
    return redirect(refused.first_page)
