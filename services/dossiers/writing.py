"""How a frozen rendering is written where its hash is told or where it is sealed."""

from collections.abc import Mapping
from typing import Any

import orjson


def written(frozen: Mapping[str, Any]) -> bytes:
    """Write a rendering as JSON, always in the same bytes: papers name their hash."""
    return orjson.dumps(frozen, option=orjson.OPT_SORT_KEYS)
