"""What a provider sends is read only as far as it is short."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, BinaryIO

import pytest
import requests

from services.openid import wire
from services.openid.refusals import ProviderAway

PART = b" " * 64 * 1024
Sent = Callable[[BinaryIO], None]


def short(body: BinaryIO) -> None:
    body.write(b'{"sub": "somebody"}')


def endless(body: BinaryIO) -> None:
    """Send a gigabyte, if anybody reads it."""
    body.writelines(PART for _ in range(16 * 1024))


def pressed(body: BinaryIO) -> None:
    body.write(gzip.compress(b" " * (64 * wire.MOST_BYTES)))


def dripping(body: BinaryIO) -> None:
    for _ in range(600):
        body.write(b" ")
        body.flush()
        time.sleep(0.1)


class Handler(BaseHTTPRequestHandler):
    ways: dict[str, Sent] = {
        "/short": short,
        "/endless": endless,
        "/pressed": pressed,
        "/dripping": dripping,
    }

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/pressed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        try:
            self.ways[self.path](self.wfile)  # type: ignore[arg-type]
        except OSError:
            self.close_connection = True  # Nobody listens any more: that is the point.

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_short_answer_is_read(address: str) -> None:
    assert wire.fetched(f"{address}/short") == {"sub": "somebody"}


@pytest.mark.parametrize("way", ["endless", "pressed"])
def test_a_long_answer_is_cut_off(address: str, way: str) -> None:
    with pytest.raises(ProviderAway, match="EndlessAnswer"):
        wire.fetched(f"{address}/{way}")


def test_an_answer_that_drips_is_cut_off(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "WHOLE_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(ProviderAway, match="EndlessAnswer"):
        wire.fetched(f"{address}/dripping")
    assert time.monotonic() - began < wire.PATIENCE_SECONDS


def test_any_session_can_be_held_short(address: str) -> None:
    with requests.Session() as session:
        wire.cut_short(session)
        with pytest.raises(wire.EndlessAnswer):
            session.get(f"{address}/endless", timeout=wire.PATIENCE_SECONDS)
