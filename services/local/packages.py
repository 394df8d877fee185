"""Files of installed packages, found without importing the package."""

from importlib.util import find_spec
from pathlib import Path

from services.local.failures import MissingPackage


def packaged(package: str, path: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise MissingPackage(f"{package} is missing: pip install -r requirements-local.txt")
    return Path(spec.origin).parent / path
