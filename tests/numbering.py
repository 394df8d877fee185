"""What is right of a set of dossier numbers, also when midnight passes while they are drawn."""

from collections import defaultdict
from collections.abc import Iterable


def has_gaps(numbers: Iterable[str]) -> bool:
    """Tell whether a day's numbers are not exactly 1, 2, 3 and so on; each day begins anew."""
    by_day: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        day, _, counter = number.rpartition("-")
        by_day[day].append(int(counter))
    return any(
        sorted(counters) != list(range(1, len(counters) + 1)) for counters in by_day.values()
    )
