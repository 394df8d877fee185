"""What a process may use that touches a stranger's file; it takes these limits on itself."""

import resource
import signal
from dataclasses import dataclass

CPU_SECONDS = 6
CLOCK_SECONDS = 45
MEMORY = 256 * 1024**2
MOST_TOLD = 8 * 1024**2
STANDARD_FILES = 3  # Input, output and errors: nothing more can be opened.

OUT_OF_MEMORY = 3  # The exit status of a process that got none.


@dataclass(frozen=True)
class Allowance:
    """How much a process may use; as it stands, what a list needs.

    clock_seconds: the same as its caller waits
    """

    cpu_seconds: int = CPU_SECONDS
    clock_seconds: int = CLOCK_SECONDS
    memory: int = MEMORY
    most_told: int = MOST_TOLD
    files: int = STANDARD_FILES


LITTLE = Allowance()


def take_on(allowed: Allowance = LITTLE) -> None:
    """Limit this process for good; to be called before the first byte is read."""
    for what, most in (
        (resource.RLIMIT_CPU, allowed.cpu_seconds),
        (resource.RLIMIT_AS, allowed.memory),
        (resource.RLIMIT_FSIZE, allowed.most_told),
        (resource.RLIMIT_NOFILE, allowed.files),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(what, most)
    # Python ignores this signal, and would go on after the answer was cut off.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    # Also where nobody waits for the answer any more.
    signal.alarm(allowed.clock_seconds)


def _lower(what: int, most: int) -> None:
    allowed = resource.getrlimit(what)[1]
    level = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
    resource.setrlimit(what, (level, level))
