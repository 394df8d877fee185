"""Security on every request: headers, a strict content policy, CSRF, no NUL in addresses."""

from flask import Flask, Response, abort, current_app, request, session
from flask_wtf.csrf import CSRFProtect

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ONE_YEAR = "max-age=31536000; includeSubDomains"
NUL = "\x00"
PLAIN_FORM = "application/x-www-form-urlencoded"

csrf = CSRFProtect()


def join(app: Flask) -> None:
    # Before the token is looked for, since that reads the form.
    app.before_request(limit_plain_forms)
    csrf.init_app(app)
    app.before_request(refuse_nul)
    app.after_request(add_headers)


def limit_plain_forms() -> None:
    """Keep a form without files smaller than files: it is read into memory as a whole."""
    if request.mimetype == PLAIN_FORM:
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


def refuse_nul() -> None:
    """PostgreSQL keeps no NUL; one in an address is never honest."""
    if NUL in request.path or any(NUL in value for value in request.args.values()):
        abort(400)


def add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    if request.endpoint != "static" and (session or request.method != "GET"):
        # Pages with personal data stay out of shared caches and of the disk.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
