"""Whatever is answered to those who may not know who denounces, kept to be searched."""

from html import escape
from http import HTTPStatus
from urllib.parse import quote, quote_plus

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.burned import parts
from tests.web.officer.browsing import SIGN_IN


class Answers:
    """All that was told, with what is packed in papers unpacked; lines that come again count once.

    Pages are alike in most of their lines: so hundreds of denunciations are searched in seconds.
    """

    def __init__(self) -> None:
        self._lines: dict[bytes, None] = {}
        self.statuses: set[int] = set()

    def listen(self, browser: FlaskClient) -> FlaskClient:
        """Keep from now on whatever this browser is answered."""
        opened = browser.open

        def listening(*arguments: object, **more: object) -> TestResponse:
            answer = opened(*arguments, **more)  # type: ignore[arg-type]
            # Of whoever was signed out meanwhile nothing would be found.
            assert not (answer.location or "").startswith(SIGN_IN)
            self.hear(answer)
            return answer

        browser.open = listening  # type: ignore[method-assign]
        return browser

    def hear(self, answer: TestResponse) -> None:
        assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        self.statuses.add(answer.status_code)
        self.take(str(answer.headers).encode())
        self.take(answer.data)

    def take(self, content: bytes) -> None:
        for part in parts(content) if content.startswith(b"%PDF-") else [content]:
            self._lines |= dict.fromkeys(part.split(b"\n"))

    @property
    def told(self) -> bytes:
        return b"\n".join(self._lines)


def fetched(browser: FlaskClient, path: str, **asked: str) -> TestResponse:
    """Get a page that must be there: of a refusal everything would be clean."""
    answer = browser.get(path, query_string=asked or None)
    assert answer.status_code == HTTPStatus.OK, (path, answer.status)
    return answer


def without(page: str, typed: str) -> bytes:
    """Take out of a page what its reader typed, which is shown and linked to again."""
    for shown in (escape(typed), quote_plus(typed), quote(quote_plus(typed))):
        page = page.replace(shown, "")
    return page.encode()
