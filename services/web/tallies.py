"""Short-lived counts that all processes share, in Redis."""

from datetime import timedelta

from services.web.context import resources

PREFIX = "motcua:tally:"


def count(name: str, caller: str, *, within: timedelta) -> int:
    """Count one more; the count is forgotten so long after its first."""
    key = _key(name, caller)
    with resources().redis.pipeline() as pipeline:
        pipeline.incr(key)
        pipeline.expire(key, within, nx=True)
        return int(pipeline.execute()[0])


def told(name: str, caller: str) -> int:
    return int(resources().redis.get(_key(name, caller)) or 0)


def first(name: str, caller: str, *, within: timedelta) -> bool:
    """Tell whether this is the first time, for anybody."""
    return count(name, caller, within=within) == 1


def _key(name: str, caller: str) -> str:
    return f"{PREFIX}{name}:{caller}"
