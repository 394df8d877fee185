"""Security on every request: headers, a strict content policy, CSRF, no NUL in addresses."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request, session
from flask_wtf.csrf import CSRFProtect

from services.web import onion, protection, signed_in_citizen, static_files
from services.web.context import resources

CONTENT_POLICY: Mapping[str, str] = {
    "default-src": "'none'",
    "object-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    # No text becomes HTML or the address of a script, but the one of js/puzzle.js.
    "require-trusted-types-for": "'script'",
    "trusted-types": "motcua",
}
CLOSED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
    "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# The editor of procedures shows the form that it makes; nothing else is shown in a frame.
FRAMES: Mapping[str, Mapping[str, str]] = {
    "officer.edit_section": {"frame-src": "'self'"},
    "officer.edit_question": {"frame-src": "'self'"},
    "officer.preview_state": {"frame-ancestors": "'self'"},
}
# What the browser forgets when somebody leaves; the cookie goes with the answer itself.
CLEARED = {
    "look_up.leave": '"cache", "storage"',
    "officer.sign_out": '"cache", "storage"',
    "citizen_sign_in.sign_out": '"cache", "storage"',
    "my_account.forget": '"cache", "storage"',
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
    secret = protection.is_on()
    is_static = request.endpoint == static_files.ENDPOINT
    frames = FRAMES.get(request.endpoint or "", {})
    if "frame-ancestors" in frames:
        response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # A file is everybody's: nothing in its answer may hang on who asks.
    ways_out = {} if is_static else _ways_out(secret=secret)
    policy = {**CONTENT_POLICY, **frames, **ways_out}
    said = "; ".join(f"{name} {value}" for name, value in policy.items())
    response.headers.setdefault("Content-Security-Policy", said)
    response.headers.setdefault("Referrer-Policy", "no-referrer" if secret else "same-origin")
    if (request.is_secure or resources().settings.secure) and not onion.is_here():
        response.headers.setdefault("Strict-Transport-Security", ONE_YEAR)
    if request.endpoint in CLEARED:
        response.headers.setdefault("Clear-Site-Data", CLEARED[request.endpoint])
    if secret or (not is_static and (session or request.method != "GET")):
        # Pages with personal data stay out of shared caches and of the disk.
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _ways_out(*, secret: bool) -> Mapping[str, str]:
    """Give the places outside to which a form may lead: browsers hold redirects to the policy too.

    They are the neutral page, and the provider at which a citizen signs in and out.
    """
    parts = urlsplit(resources().settings.quick_exit_url)
    neutral = [f"{parts.scheme}://{parts.netloc}"] if secret else []
    outside = [*neutral, *signed_in_citizen.exits()]
    return {"form-action": " ".join([CONTENT_POLICY["form-action"], *outside])}
