"""What a process may use that touches a stranger's file; it takes these limits on itself."""

import resource
import signal

CPU_SECONDS = 6
CLOCK_SECONDS = 45
MEMORY = 256 * 1024**2
MOST_TOLD = 8 * 1024**2
STANDARD_FILES = 3  # Input, output and errors: nothing more can be opened.

OUT_OF_MEMORY = 3  # The exit status of a process that got none.


def take_on(*, files: int = STANDARD_FILES) -> None:
    """Limit this process for good; to be called before the first byte is read."""
    for what, most in (
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, MOST_TOLD),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(what, most)
    # Python ignores this signal, and would go on after the answer was cut off.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    # Also where nobody waits for the answer any more.
    signal.alarm(CLOCK_SECONDS)


def _lower(what: int, most: int) -> None:
    allowed = resource.getrlimit(what)[1]
    level = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (level, level))
