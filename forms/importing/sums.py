"""Calculations of a survey that a computed value can say: count, sum, age, days, joined texts."""

import re
from collections.abc import Mapping
from typing import Any

from forms.importing.questions import Desk

NAME = r"\$\{([^{}\s]+)\}"
COUNT = re.compile(rf"count\({NAME}\)")
SUM = re.compile(rf"sum\({NAME}\)(?:\s*\+\s*sum\({NAME}\))*")
AGE = re.compile(rf"int\(\(today\(\) - {NAME}\) div 365\.25\d*\)")
DAYS = re.compile(rf"int\((?:{NAME}|today\(\)) - (?:{NAME}|today\(\))\)")
JOINED = re.compile(rf"concat\({NAME}(?:, ' ', {NAME})*\)")


def calculation(place: Any, places: Mapping[str, Any], desk: Desk) -> None:
    """Write the value of a computed field, or note that it has to be written by hand."""
    text = place.node.row.get("calculation", "")
    names = [places[name].path for name in re.findall(NAME, text) if name in places]
    if COUNT.fullmatch(text) and names:
        place.data["value"] = {"count": names[0]}
    elif SUM.fullmatch(text) and names:
        place.data["value"] = {"sum": names[0] if len(names) == 1 else names}
    elif AGE.fullmatch(text) and names:
        place.data["value"] = {"age": names[0]}
    elif DAYS.fullmatch(text) and names:
        ends = [*names, "today"][:2]
        first_is_today = text.startswith("int(today()")
        place.data["value"] = {
            "days_between": [names[0], "today"] if first_is_today else ends[::-1]
        }
    elif JOINED.fullmatch(text) and names:
        place.data["value"] = {"concat": names}
    else:
        desk.note(place.node, f"its calculation “{text[:80]}” is not taken over", "write “value:”")
