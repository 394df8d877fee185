"""A stand-in for the product's commands, so that the supervisor is tested apart from them."""

import json
import os
import signal
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import FrameType

LOGINS = {"password": "pw", "logins": [{"username": "can-bo-1", "who": "Cán bộ"}]}


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        told = "DATABASE_URL" in os.environ  # noqa: TID251 - In the product config.py reads it.
        ready = told and self.path == "/readyz"
        self.send_response(200 if ready else 404)
        self.end_headers()


def leave(_: int, __: FrameType | None) -> None:
    sys.exit()


def main(verb: str, *options: str) -> None:
    signal.signal(signal.SIGTERM, leave)
    if verb == "web":
        HTTPServer(("127.0.0.1", int(options[1])), Page).serve_forever()
    if verb in {"custodian", "demo-provider", "worker", "relay"}:
        time.sleep(600)
    if verb == "demo":
        sys.stdout.write(json.dumps(LOGINS))


if __name__ == "__main__":
    main(*sys.argv[1:])
