"""Let a process see only the packages of requirements.txt, as in an installation.

What is installed for tests and for the engines of development is imported where it is found, by
libraries that can do without: colours of rich, pyOpenSSL. It would count as memory of the service.
"""

import re
from importlib.metadata import packages_distributions
from pathlib import Path

REQUIREMENTS = Path(__file__).parents[1] / "requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)
BETWEEN_WORDS = re.compile("[-_.]+")
HOOK = "sitecustomize.py"  # Python itself runs it at the start.


def environment(folder: Path) -> dict[str, str]:
    """Write the hook into this folder and give the setting that lets Python find it."""
    hidden = dict.fromkeys(sorted(absent()))
    (folder / HOOK).write_text(f"import sys\n\nsys.modules.update({hidden!r})\n")
    return {"PYTHONPATH": str(folder)}


def absent() -> set[str]:
    """Name the modules that are installed here and would not be in an installation."""
    required = {_plain(name) for name in PINNED.findall(REQUIREMENTS.read_text())}
    return {
        module
        for module, names in packages_distributions().items()
        if required.isdisjoint(map(_plain, names))
    }


def _plain(name: str) -> str:
    return BETWEEN_WORDS.sub("-", name).lower()
