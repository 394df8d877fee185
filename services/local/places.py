"""Where the engines may keep their data: not every folder suits every engine."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from services.local.failures import UnsuitablePlace
from services.local.secret_files import secret
from services.local.whole_files import write_whole

SHARED = Path("/var/tmp")  # noqa: S108 - Kept over a restart; the folder in it is checked to be ours.
SERVANT = "nobody"
LONGEST_SOCKET_PATH = 90
MARK, ASIDE = "home", ".left"


def servant() -> str:
    """Name the user for programs that refuse to run as root; empty where no change is needed."""
    return SERVANT if os.geteuid() == 0 else ""


def hand_over(path: Path) -> None:
    if user := servant():
        account = pwd.getpwnam(user)
        os.chown(path, account.pw_uid, account.pw_gid)


def reachable(path: Path) -> bool:
    """Tell whether the servant may walk into a folder, by letting it try."""
    user = servant() or None
    groups: list[int] | None = [] if user else None
    group = pwd.getpwnam(user).pw_gid if user else None
    walk = subprocess.run(
        ["/usr/bin/test", "-x", path], check=False, user=user, group=group, extra_groups=groups
    )
    return walk.returncode == 0


def keeps_attributes(path: Path) -> bool:
    """Tell whether files here can carry the attributes in which Swift keeps its metadata."""
    with tempfile.NamedTemporaryFile(dir=path) as file:
        try:
            os.setxattr(file.name, "user.motcua", b"x" * 200)
        except OSError:
            return False
    return True


def other_place(home: Path) -> Path:
    mark = hashlib.sha256(os.fsencode(home.resolve())).hexdigest()[:12]
    return SHARED / f"motcua-{os.geteuid()}-{mark}"


def outside(home: Path) -> Path:
    """Give the folder outside a home; what a deleted home left there is put aside.

    Without the secrets of that home nothing in it opens any more.
    """
    path = own_folder(other_place(home))
    mark, own = path / MARK, secret(home, "place")
    if mark.exists() and mark.read_text() != own:
        aside = path.with_name(f"{path.name}{ASIDE}")
        remove(aside)
        path.rename(aside)
        own_folder(path)
    write_whole(mark, own)
    return path


def own_folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    # Everybody may write in the shared folder: somebody else may have been there first.
    if path.is_symlink() or path.stat().st_uid != os.geteuid():
        raise UnsuitablePlace(f"{path} belongs to somebody else; remove it and start again.")
    # Others may pass through to what is theirs, but not look around.
    path.chmod(0o711)
    return path


def socket_place(home: Path) -> Path:
    """Say where the custodian listens: the kernel wants the path of a socket short."""
    here = home / "custodian" / "socket"
    if len(os.fsencode(here)) <= LONGEST_SOCKET_PATH:
        return here
    return outside(home) / "custodian.socket"


def suitable_place(home: Path, suits: Callable[[Path], bool]) -> Path:
    """Give the home itself, or a folder outside it where the home does not suit."""
    if suits(home):
        return home
    elsewhere = outside(home)
    if suits(elsewhere):
        return elsewhere
    raise UnsuitablePlace(f"Neither {home} nor {elsewhere} suits: {suits.__name__} is false.")


def clear(home: Path, *, keep: frozenset[str] = frozenset()) -> None:
    """Throw away all that was kept for a home, wherever it is."""
    for path in home.iterdir():
        if path.name not in keep:
            remove(path)
    remove(other_place(home))


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
