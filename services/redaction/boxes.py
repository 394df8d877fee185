"""Boxes on a page: where something is painted over, in hundredths of the page."""

import math
import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass

WHOLE = 100.0
LEAST = 0.05
MOST_ON_A_PAGE = 400
WRITTEN = re.compile(r"(?:\d{1,3}(?:\.\d{1,4})?,){3}\d{1,3}(?:\.\d{1,4})?")


class NoBox(ValueError):
    """It lies outside of the page, or covers nothing."""


@dataclass(frozen=True)
class Box:
    """What it covers, from the upper left corner of the page as one sees it."""

    left: float
    top: float
    width: float
    height: float

    @classmethod
    def of(cls, numbers: Iterable[float]) -> "Box":
        """Make a box of four numbers; what sticks out of the page is cut off.

        Raises:
            NoBox: they make none.

        """
        try:
            left, top, width, height = (float(number) for number in numbers)
        except (TypeError, ValueError):
            raise NoBox from None
        if not all(map(math.isfinite, (left, top, width, height))):
            raise NoBox
        right, bottom = min(left + width, WHOLE), min(top + height, WHOLE)
        left, top = max(left, 0.0), max(top, 0.0)
        if right - left < LEAST or bottom - top < LEAST:
            raise NoBox
        return cls(*(round(number, 2) for number in (left, top, right - left, bottom - top)))

    @classmethod
    def written(cls, text: str) -> "Box":
        """Read what `str` wrote; raises as `of` does."""
        if not WRITTEN.fullmatch(text):
            raise NoBox
        return cls.of(map(float, text.split(",")))

    def __str__(self) -> str:
        return ",".join(f"{number:g}" for number in self.numbers)

    @property
    def numbers(self) -> tuple[float, float, float, float]:
        return astuple(self)

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Give its corners on a picture, rather a point too much than too little."""
        return (
            max(math.floor(self.left / WHOLE * width) - 1, 0),
            max(math.floor(self.top / WHOLE * height) - 1, 0),
            min(math.ceil((self.left + self.width) / WHOLE * width) + 1, width),
            min(math.ceil((self.top + self.height) / WHOLE * height) + 1, height),
        )

    def covers(self, other: "Box") -> bool:
        return (
            self.left <= other.left + LEAST
            and self.top <= other.top + LEAST
            and self.left + self.width >= other.left + other.width - LEAST
            and self.top + self.height >= other.top + other.height - LEAST
        )
