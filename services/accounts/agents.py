"""Tell browsers apart by what they say of themselves, versions aside."""

import hashlib
import re

# The first that is found names it: what comes later calls itself by the names of the others too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
# A browser that brings itself up to date stays the same browser.
VERSIONS = re.compile(r"[\d._]+")
LONGEST = 1000


def mark(agent: str) -> bytes:
    return hashlib.sha256(VERSIONS.sub("", agent[:LONGEST]).encode()).digest()


def device(agent: str) -> str:
    """Name browser and system as a person would; empty where neither is known."""
    names = (_first(BROWSERS, agent), _first(SYSTEMS, agent))
    return ", ".join(name for name in names if name)


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")
