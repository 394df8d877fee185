"""The session of pages: none for programs, and a cookie that fits the address it is set for."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

from services.web import onion
from services.web.context import API


class PageSessions(SecureCookieSessionInterface):
    """Sessions for pages; a program is given an empty one that refuses to be written."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path.startswith(API):
            return None
        return super().open_session(app, request)

    def get_cookie_name(self, app: Flask) -> str:
        return onion.COOKIE if onion.is_here() else super().get_cookie_name(app)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Over an onion address nothing is told to do without HTTPS: the network encrypts it."""
        return super().get_cookie_secure(app) and not onion.is_here()
