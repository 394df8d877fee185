"""Keep the memory of this process out of swap, core dumps and debuggers."""

import ctypes
import os
import resource

PR_SET_DUMPABLE = 4
MCL_CURRENT, MCL_FUTURE = 1, 2


def harden() -> bool:
    """Close the ways by which memory leaks to disk; tell whether it is kept out of swap too."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    return may_lock() and libc.mlockall(MCL_CURRENT | MCL_FUTURE) == 0


def may_lock() -> bool:
    """Tell whether all memory may be locked; with a limit, later requests for memory would fail."""
    return (
        os.geteuid() == 0
        or resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY
    )
