"""No session for programs: the API neither reads nor sets a cookie."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from services.web.context import API


class PageSessions(SecureCookieSessionInterface):
    """Sessions for pages; a program is given an empty one that refuses to be written."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith(API):
            return None
        return super().open_session(app, request)
