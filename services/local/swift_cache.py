"""The cache that Swift's proxy asks for, kept in its one process instead of in memcached."""

import time as clock
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
SWEEP_AT = 5000


class Cache:
    """The part of Swift's memcache client that the proxy uses, under its names."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, float]] = {}

    def get(self, key: str, **_: Any) -> Any:
        value, expires = self._kept.get(key, (None, 0.0))
        if expires and expires < clock.monotonic():
            del self._kept[key]
            return None
        return value

    def set(self, key: str, value: Any, *, time: float = 0, **_: Any) -> None:
        if len(self._kept) >= SWEEP_AT:
            self._sweep()
        self._kept[key] = (value, clock.monotonic() + time if time else 0.0)

    def delete(self, key: str, **_: Any) -> None:
        self._kept.pop(key, None)

    def incr(self, key: str, delta: int = 1, time: float = 0, **_: Any) -> int:
        value: int = (self.get(key) or 0) + delta
        self.set(key, value, time=time)
        return value

    def decr(self, key: str, delta: int = 1, time: float = 0, **_: Any) -> int:
        return self.incr(key, -delta, time)

    def get_multi(self, keys: Iterable[str], *_: Any, **__: Any) -> list[Any]:
        return [self.get(key) for key in keys]

    def set_multi(self, values: Mapping[str, Any], *_: Any, time: float = 0, **__: Any) -> None:
        for key, value in values.items():
            self.set(key, value, time=time)

    def _sweep(self) -> None:
        now = clock.monotonic()
        self._kept = {key: kept for key, kept in self._kept.items() if kept[1] > now}


def factory(_: Mapping[str, str], **__: str) -> Callable[[Application], Application]:
    """Answer paste.deploy, which puts the parts of the proxy together."""
    cache = Cache()

    def with_cache(application: Application) -> Application:
        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
            environ["swift.cache"] = cache
            return application(environ, start)

        return answer

    return with_cache
