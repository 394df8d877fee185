"""The states of a form as a citizen would see them, drawn from the citizen's own templates.

Nothing is stored and no database is asked: the answers are the examples of the procedure file.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import current_app, g, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from forms import answers, asked, examples
from forms.all_open import all_open
from forms.guidance.limitation import FirstWorking
from forms.kinds.agencies import Agency as AgencyKind
from forms.places import found_at
from forms.procedure import Procedure, Section, walk
from forms.text import Language, Text
from services.agencies.models import Agency
from services.deadlines.working_days import WorkingCalendar
from services.drafts.models import Draft
from services.web import languages
from services.web.citizen import drawing, review_page
from services.web.citizen.attempts import Attempt

NOBODY = UUID(int=0)
DAYS_KEPT = 30
REVIEW = "review"
PRINTED = lazy_gettext("Bản in")

Raw = dict[str, Any]
Address = Callable[[str], str]


@dataclass(frozen=True)
class PreviewState:
    """One state of the form; it is drawn when it is looked at.

    name: unique in the procedure, fit for an address or a file: ``matter.errors``, ``review``
    title: what it shows, in the reader's language
    section: the key of the page; ``review`` for the last one
    """

    name: str
    title: str
    section: str
    draw: Callable[[], str]  # Gives the whole HTML page.


@dataclass(frozen=True)
class PreviewAttempt(Attempt):
    """A filing that nobody makes: its draft is never stored, its links lead to other states."""

    address: Address

    @property
    def agencies(self) -> Mapping[str, str]:
        """Name the agencies of the examples, since no installation is asked."""
        given = examples.answers(self.procedure)
        named = (
            path
            for path, field in walk(self.procedure.fields)
            if isinstance(field.kind, AgencyKind)
        )
        codes = (str(code) for path in named for _place, code in found_at(given, path))
        return {code: _("Cơ quan ví dụ (%(code)s)", code=code) for code in codes}

    @property
    def is_taken(self) -> bool:
        return True

    @property
    def lacks_key(self) -> bool:
        return False

    @property
    def first_working(self) -> FirstWorking:
        """Know weekends alone: the holidays of an installation are not asked."""
        return WorkingCalendar().first_working

    def url(self, section: Section | None, *, anchor: str | None = None) -> str:
        is_page = section is not None and section.on == "step"
        target = self.address(f"{section.key}.filled" if section and is_page else REVIEW)
        return f"{target}#{anchor}" if anchor else target


def states(
    procedure: Procedure,
    *,
    language: Language,
    today: date,
    address: Address = "{}.html".format,
    home: str = "",
) -> list[PreviewState]:
    """List the states of a form; needs an application context.

    ``address`` gives the address of the state of a name, for the links between them; ``home`` is
    that of the page which lists them.
    """
    stage = _Stage(procedure, all_open(procedure), language, today, address, home)
    with _speaking(language):
        return list(stage.states())


@dataclass(frozen=True)
class _Stage:
    procedure: Procedure
    opened: Procedure
    language: Language
    today: date
    address: Address
    home: str

    def states(self) -> Iterator[PreviewState]:
        for section in self.procedure.steps_to_fill:
            title = languages.words(section.title)
            for kind, words, draw in (
                ("empty", _("trang trống"), self._empty),
                ("errors", _("có lỗi"), self._errors),
                ("filled", _("đã điền"), self._filled),
                ("open", _("mở mọi mục"), self._open),
            ):
                # Where nothing is required, an empty page has no errors to show.
                if kind != "errors" or self._wrong(self._before(section.key), section.key):
                    yield self._state(
                        f"{section.key}.{kind}", f"{title}: {words}", section.key, draw
                    )
        title = _("Xem lại và nộp đơn")
        yield self._state(REVIEW, f"{title}: {_('đã điền')}", REVIEW, self._review)
        yield self._state(
            f"{REVIEW}.errors", f"{title}: {_('có lỗi')}", REVIEW, self._review_errors
        )

    def _state(self, name: str, title: str, key: str, draw: Callable[[str], str]) -> PreviewState:
        def drawn() -> str:
            with _speaking(self.language, self.home):
                return draw(key)

        return PreviewState(name, title, key, drawn)

    def _empty(self, key: str) -> str:
        attempt = self._before(key)
        return drawing.page(attempt, attempt.procedure.section(key), [], {}, {})

    def _errors(self, key: str) -> str:
        attempt = self._before(key)
        wrong = self._wrong(attempt, key)
        return drawing.page(attempt, attempt.procedure.section(key), [], {}, wrong)

    def _filled(self, key: str) -> str:
        attempt = self._attempt(self._leads_to(key), without="")
        return drawing.page(attempt, attempt.procedure.section(key), [], {}, {})

    def _open(self, key: str) -> str:
        attempt = self._attempt(self.opened, without="")
        return drawing.page(attempt, self.opened.section(key), [], {}, {})

    def _review(self, _key: str) -> str:
        return review_page.page(self._attempt(self.procedure, without=REVIEW), [], {})

    def _review_errors(self, _key: str) -> str:
        """Show the last page of a person who went there at once and pressed the button."""
        attempt = self._attempt(self.procedure, without=None)
        errors = answers.check(self.procedure, attempt.raw, today=self.today).errors
        return review_page.page(attempt, [], errors)

    def _wrong(self, attempt: PreviewAttempt, key: str) -> Mapping[str, Text]:
        return answers.check(attempt.procedure, attempt.raw, today=self.today, section=key).errors

    def _before(self, key: str) -> PreviewAttempt:
        return self._attempt(self._leads_to(key), without=key)

    def _leads_to(self, key: str) -> Procedure:
        """Give the procedure, or the one without conditions if the examples miss the page."""
        shown = asked.visible_sections(self.procedure, examples.answers(self.procedure))
        return self.procedure if key in {section.key for section in shown} else self.opened

    def _attempt(self, procedure: Procedure, *, without: str | None) -> PreviewAttempt:
        """Fill in the examples, except on one page, on the last (``review``) or (None) on all."""
        given = examples.answers(procedure)
        raw = {
            section.key: _of(section, given)
            for section in procedure.sections
            if without is not None
            and section.key != without
            and not (without == REVIEW and section.on == "review")
        }
        return PreviewAttempt(_draft(procedure, raw, self.today), procedure, self.address)


@contextmanager
def _speaking(language: Language, home: str = "") -> Iterator[None]:
    """Draw as for a visitor of this language; the session of whoever looks on stays as it is."""
    # A context of its own, so that nothing said here stays with the request around it.
    with current_app.app_context(), current_app.test_request_context():
        session[languages.KEY] = language
        g.is_preview, g.preview_home = True, home
        yield


def _of(section: Section, given: Raw) -> Raw:
    return {field.key: given[field.key] for field in section.fields if field.key in given}


def _draft(procedure: Procedure, raw: Raw, today: date) -> Draft:
    return Draft(
        id=NOBODY,
        procedure_code=procedure.code,
        procedure_version=procedure.version,
        agency=Agency(name=_("Cơ quan nhận đơn")),
        raw=raw,
        expires_at=datetime.combine(today, time(12), UTC) + timedelta(days=DAYS_KEPT),
    )
