"""The service under its address in the Tor network: plain HTTP there, since Tor encrypts it.

A cookie for HTTPS alone would not come back, and a promise of HTTPS would shut the door.
"""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from services.web.context import is_program, resources

# The usual name asks browsers for HTTPS by its prefix.
COOKIE = "motcua"
HTML = "text/html"


def join(app: Flask) -> None:
    app.after_request(tell)


def is_here() -> bool:
    """Whether this request came by the onion address."""
    address = resources().settings.onion_url
    return bool(address) and request.host == urlsplit(address).netloc


def tell(response: Response) -> Response:
    """Tell the Tor Browser that the page has an onion address; other browsers do not look."""
    address = resources().settings.onion_url
    if address and not is_here() and response.mimetype == HTML and not is_program():
        path = request.full_path if request.query_string else request.path
        response.headers.setdefault("Onion-Location", f"{address}{path}")
    return response
