"""Become another program that dies together with the process that started it.

Called by path, never imported: `leash.py PARENT SIGNAL USER COMMAND...`.
"""

import ctypes
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def drop_privileges(user: str) -> None:
    account = pwd.getpwnam(user)
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)


def die_with(parent: int, farewell: int) -> None:
    # Only after the change of user: that change makes the kernel forget the wish.
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, farewell, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    # The parent may have died before the wish was known.
    if os.getppid() != parent:
        sys.exit(1)


def main(parent: str, farewell: str, user: str, *command: str) -> None:
    if user:
        drop_privileges(user)
    die_with(int(parent), int(farewell))
    # Whoever starts a program holds signals back until it is noted.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execv(command[0], command)  # noqa: S606 - Becoming that program is the purpose.


if __name__ == "__main__":
    main(*sys.argv[1:])
