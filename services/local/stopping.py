"""Asked to stop: by Ctrl-C, by a closed terminal or by a polite kill."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequested(Exception):
    """The way out of whatever is under way; no failure."""


@contextmanager
def stop_signals(say: Callable[[str], None]) -> Iterator[None]:
    """Turn the first signal into an exception; later ones find the stop under way."""

    def stop(*_: object) -> None:
        for sign in SIGNALS:
            signal.signal(sign, signal.SIG_IGN)
        say("Stopping")
        raise StopRequested

    before = {sign: signal.signal(sign, stop) for sign in SIGNALS}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let a signal wait for the end of what may not be left half done.

    Only in a process of one thread, as the supervisor is: another one would take the signal. A
    process started meanwhile inherits this and has to undo it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
