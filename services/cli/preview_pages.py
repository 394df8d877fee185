"""What a preview shows of one procedure: the states of its form and its papers, page by page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from flask import render_template, session
from flask_babel import gettext as _

from forms.editing import fault_words
from forms.faults import Fault
from forms.procedure import Procedure
from forms.text import Language
from pdf_templates.contexts import Paper
from pdf_templates.renderer import Renderer
from services.documents import samples
from services.documents.blank import blank_form
from services.web import languages, preview, static_files
from services.web.languages import words
from services.web.preview_application import create_preview_application

BASE_URL = "https://dich-vu-cong.example.vn"
INDEX = "index.html"
SCRIPTS = re.compile(r"<script\b[^>]*></script>")
HTML, PDF = "text/html; charset=utf-8", "application/pdf"


@dataclass(frozen=True)
class Page:
    """One page of the preview: a name with its ending, a title, and how it is made."""

    name: str
    title: str
    part: str
    make: Callable[[], bytes]

    @property
    def content_type(self) -> str:
        return PDF if self.name.endswith(".pdf") else HTML


def pages(procedure: Procedure, language: Language, today: date) -> list[Page]:
    """List everything that can be looked at; needs an application context."""
    return [*_form(procedure, language, today), *_papers(procedure, today)]


def index(procedure: Procedure | None, listed: list[Page], faults: tuple[Fault, ...]) -> str:
    parts: dict[str, list[Page]] = {}
    for page in listed:
        parts.setdefault(page.part, []).append(page)
    told = [
        (fault, words(fault_words.what(fault.what)), words(fault_words.mend(fault.mend)))
        for fault in faults
    ]
    return render_template("preview/index.html", procedure=procedure, parts=parts, faults=told)


def files(procedure: Procedure, language: Language, today: date) -> Iterator[tuple[str, bytes]]:
    """Give every page as a file that needs no server; without scripts all of it can be read."""
    app = create_preview_application()
    with app.test_request_context("/"):
        session[languages.KEY] = language
        listed = pages(procedure, language, today)
        yield INDEX, _standing(index(procedure, listed, ()).encode())
        for page in listed:
            made = page.make()
            yield page.name, made if page.content_type == PDF else _standing(made)


def _form(procedure: Procedure, language: Language, today: date) -> Iterator[Page]:
    for state in preview.states(procedure, language=language, today=today, home=INDEX):
        part, _colon, _rest = state.title.rpartition(": ")
        yield Page(f"{state.name}.html", state.title, part, _bytes(state.draw))


def _papers(procedure: Procedure, today: date) -> Iterator[Page]:
    part = str(preview.PRINTED)
    address = f"{BASE_URL}/thu-tuc/{procedure.code}"

    def blank() -> bytes:
        return _renderer().render(blank_form(procedure, address=address))

    yield Page("blank.pdf", _("Mẫu để điền tay"), part, blank)
    for issued in samples.printable(procedure):
        yield Page(
            f"{issued.name}.pdf", issued.title.vi, part, _paper(procedure, issued.name, today)
        )


def _paper(procedure: Procedure, kind: str, today: date) -> Callable[[], bytes]:
    def make() -> bytes:
        filled: Paper = samples.paper(procedure, kind, base_url=BASE_URL, today=today)
        return _renderer().render(filled)

    return make


def _bytes(draw: Callable[[], str]) -> Callable[[], bytes]:
    return lambda: draw().encode()


@cache
def _renderer() -> Renderer:
    return Renderer()


def _standing(page: bytes) -> bytes:
    served = f'"/static/{static_files.current()}/'
    return SCRIPTS.sub("", page.decode().replace(served, '"static/')).encode()
