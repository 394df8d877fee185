"""Where a puzzle stands before a page: for whoever begins many filings or guesses many codes.

Whoever runs no script waits instead, and so many get through in that time. Programs that use the
API get the puzzle in a problem and send its solution in a header (`services.web.puzzle_programs`).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from flask import Flask, make_response, render_template, request
from flask.typing import ResponseReturnValue
from redis.exceptions import RedisError

from config import Puzzles
from services.web import callers, puzzle_programs, tallies
from services.web.context import now, resources
from services.web.puzzle import LASTS, Challenge, PuzzleMaker, PuzzleRefused

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
TOKEN = "puzzle"  # noqa: S105 - the name of a field
ANSWER = "puzzle_answer"
OWN = frozenset({TOKEN, ANSWER, "csrf_token"})
USED, WAITED = "puzzle-used", "puzzle-waited"
# How many get through by waiting, of one address and of all whose address is not looked at.
WAITING_TOGETHER = 6
WAITING_PROTECTED = 60
WINDOW = timedelta(seconds=15)


@dataclass(frozen=True)
class Gate:
    """Before which page, and who has to solve.

    counts_tries: every try counts; else the page itself tells what failed
    closed: without Redis nobody gets through; else everybody does, under the local limits
    """

    name: str
    free: Callable[[Puzzles], int]
    counts_tries: bool
    closed: bool


FILING = Gate("filing", lambda puzzles: puzzles.free_filings, counts_tries=True, closed=False)
CODES = Gate("codes", lambda puzzles: puzzles.free_guesses, counts_tries=False, closed=True)
OF_PROGRAMS: Mapping[str, Gate] = {
    "api.file_dossier": FILING,
    "api.get_document": CODES,
    "api.get_dossier": CODES,
    "api.get_file": CODES,
    "api.get_receipt": CODES,
}
GATES: Mapping[str, Gate] = {
    **OF_PROGRAMS,
    "begin.begin": FILING,
    "look_up.find": CODES,
    "resume.find": CODES,
}


def join(app: Flask) -> None:
    app.before_request(ask)


def ask() -> ResponseReturnValue | None:
    """Let the request through, or answer it with a puzzle that sends it again."""
    gate = GATES.get(request.endpoint or "")
    if gate is None:
        return None
    with _unless_away(gate):
        if _is_asked(gate):
            return (_judge_program if request.endpoint in OF_PROGRAMS else _judge)(gate)
    return None


def failed() -> None:
    """Count a wrong code against whoever tried it."""
    tallies.count(CODES.name, callers.visitor(), within=HOUR)


@contextmanager
def _unless_away(gate: Gate) -> Iterator[None]:
    try:
        yield
    except RedisError:
        if gate.closed:
            raise


def _is_asked(gate: Gate) -> bool:
    puzzles = resources().settings.puzzles
    if not gate.counts_tries:
        return tallies.told(gate.name, callers.visitor()) >= gate.free(puzzles)
    if callers.asks_protected():
        return tallies.count(gate.name, callers.EVERYBODY, within=MINUTE) > puzzles.free_protected
    return tallies.count(gate.name, callers.visitor(), within=HOUR) > gate.free(puzzles)


def _judge(gate: Gate) -> ResponseReturnValue | None:
    maker, puzzles = PuzzleMaker(resources().settings.secret_key), resources().settings.puzzles
    try:
        challenge = maker.read(request.form.get(TOKEN, ""), gate.name, now=now())
    except PuzzleRefused:
        return _page(maker.make(gate.name, bits=puzzles.bits, now=now()), puzzles.wait_seconds)
    left = 0.0
    if not challenge.is_solved_by(request.form.get(ANSWER, "")):
        left = puzzles.wait_seconds - challenge.waited(now=now())
        if left <= 0 and not _may_pass_by_waiting():
            left = max(1, puzzles.wait_seconds)
    if left > 0:
        return _page(challenge, max(1, round(left)))
    if _is_first_use(challenge):
        return None
    return _page(maker.make(gate.name, bits=puzzles.bits, now=now()), puzzles.wait_seconds)


def _judge_program(gate: Gate) -> ResponseReturnValue | None:
    maker, puzzles = PuzzleMaker(resources().settings.secret_key), resources().settings.puzzles
    challenge, number = puzzle_programs.given(maker, gate.name)
    if challenge and challenge.is_solved_by(number) and _is_first_use(challenge):
        return None
    return puzzle_programs.problem_of(maker.make(gate.name, bits=puzzles.bits, now=now()), HOUR)


def _is_first_use(challenge: Challenge) -> bool:
    return tallies.first(USED, challenge.nonce, within=LASTS)


def _may_pass_by_waiting() -> bool:
    protected = callers.asks_protected()
    caller = callers.EVERYBODY if protected else callers.visitor()
    most = WAITING_PROTECTED if protected else WAITING_TOGETHER
    return tallies.count(WAITED, caller, within=WINDOW) <= most


def _page(challenge: Challenge, seconds: int) -> ResponseReturnValue:
    page = render_template(
        "citizen/puzzle.html",
        challenge=challenge,
        seconds=seconds,
        sent=[pair for pair in request.form.items(multi=True) if pair[0] not in OWN],
        names={"token": TOKEN, "answer": ANSWER},
    )
    response = make_response(page, HTTPStatus.TOO_MANY_REQUESTS)
    response.headers["Retry-After"] = str(seconds)
    return response
