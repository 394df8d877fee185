"""How a program is told a puzzle, and how it sends the solution."""

from datetime import timedelta
from typing import Any

from flask import make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from services.web.context import now
from services.web.errors import problem
from services.web.puzzle import Challenge, PuzzleMaker, PuzzleRefused

HEADER = "Puzzle-Solution"
REASON = "puzzle"
TOLD = _(
    "Địa chỉ này đã gửi nhiều lần. Hãy giải câu đố trong mục puzzle và gửi lại cùng tiêu đề "
    "Puzzle-Solution."
)
PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "description": "After a 429 with a `puzzle`: its challenge, a colon, and a decimal number such "
    "that the SHA-256 of all this begins with as many zero bits as `bits` says. It serves once.",
    "schema": {"type": "string"},
}


def given(maker: PuzzleMaker, purpose: str) -> tuple[Challenge | None, str]:
    """Read the solution that the request brings; no challenge if it is none of ours."""
    token, _colon, number = request.headers.get(HEADER, "").rpartition(":")
    try:
        return maker.read(token, purpose, now=now()), number
    except PuzzleRefused:
        return None, number


def problem_of(challenge: Challenge, forgotten: timedelta) -> ResponseReturnValue:
    """Give a problem (RFC 9457) that carries the puzzle; without it the limit ends by itself."""
    puzzle = {"algorithm": "SHA-256", "challenge": challenge.token, "bits": challenge.bits}
    response = make_response(problem(429, detail=str(TOLD), reason=REASON, puzzle=puzzle))
    response.headers["Retry-After"] = str(int(forgotten.total_seconds()))
    return response
