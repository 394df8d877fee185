"""The site of a preview: reads the file anew for each page, and tells the browser of changes."""

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, abort, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from forms import parts
from forms.text import Language
from services.cli import preview_pages, procedure_source
from services.web import languages
from services.web.preview_application import create_preview_application

STAMP = "/preview-stamp"
RELOAD = '<script src="{script}" data-stamp="{stamp}" defer></script></head>'


def create_site(path: Path, language: Language) -> Flask:
    app = create_preview_application()
    app.config["WTF_CSRF_ENABLED"] = False  # Nothing that is posted does anything.
    site = Previewed(path, language)
    app.before_request(site.speak)
    app.add_url_rule("/", "previewed.home", site.home)
    app.add_url_rule("/index.html", "previewed.index", site.home)
    app.add_url_rule("/<name>.<any(html, pdf):ending>", "previewed.show", site.show)
    app.add_url_rule(STAMP, "previewed.stamp", site.stamp)
    for rule in ("/", "/<path:_page>"):
        app.add_url_rule(rule, "previewed.stay", site.stay, methods=["POST"])
    return app


@dataclass(frozen=True)
class Previewed:
    path: Path
    language: Language

    def speak(self) -> None:
        session.setdefault(languages.KEY, self.language)

    def home(self) -> ResponseReturnValue:
        procedure, faults = procedure_source.look(self.path)
        listed = self._pages() if procedure else []
        status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
        return self._reloading(preview_pages.index(procedure, listed, faults)), status

    def show(self, name: str, ending: str) -> ResponseReturnValue:
        if procedure_source.look(self.path)[0] is None:
            return self.home()
        page = next((page for page in self._pages() if page.name == f"{name}.{ending}"), None)
        if page is None:
            abort(404)
        made = page.make()
        if page.content_type == preview_pages.HTML:
            made = self._reloading(made.decode()).encode()
        return Response(made, content_type=page.content_type)

    def stay(self, _page: str = "") -> ResponseReturnValue:
        """Nothing is sent from a preview: whoever presses a button stays on the page."""
        return redirect(request.path, HTTPStatus.SEE_OTHER)

    def stamp(self) -> ResponseReturnValue:
        return Response(self._stamp(), content_type="text/plain")

    def _pages(self) -> list[preview_pages.Page]:
        procedure = procedure_source.read(self.path)
        return preview_pages.pages(procedure, languages.language(), procedure_source.today())

    def _reloading(self, page: str) -> str:
        script = url_for("static", filename="js/preview.js")
        return page.replace("</head>", RELOAD.format(script=script, stamp=self._stamp()), 1)

    def _stamp(self) -> str:
        """Name the state of the file and of the pages that procedures share."""
        watched = [self.path, *sorted(parts.DIRECTORY.rglob("*.yaml"))]
        return str(hash(tuple(one.stat().st_mtime_ns for one in watched if one.exists())))
