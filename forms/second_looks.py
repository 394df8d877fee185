"""What looks odd in the answers without being wrong: it is said, and never stands in the way."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from forms.fields import Field
from forms.kinds.base import worded
from forms.kinds.group import Group
from forms.kinds.identity import IdentityNumber
from forms.kinds.repeat import Repeat
from forms.text import Text

Json = Any

# A personal number: place of registration, century and sex, year of birth, six random digits.
PERSONAL = re.compile(r"0[0-9]{2}(?P<century>[0-9])(?P<year>[0-9]{2})[0-9]{6}")
FIRST_CENTURY = 1900
BIRTH_KEYS = ("birth_date", "born_on")
SEX_KEYS = ("sex", "gender")
SEX_OF_DIGIT = ("male", "female")

YEAR_DIFFERS = Text(
    "“{label}” cho thấy năm sinh {found}, khác với ngày sinh đã ghi. Hãy xem lại.",
    "“{label}” says the year of birth is {found}, unlike the date given. Check it again.",
)
SEX_DIFFERS = Text(
    "“{label}” không khớp với giới tính đã ghi. Hãy xem lại.",
    "“{label}” does not fit the sex given. Check it again.",
)
UNBORN = Text(
    "“{label}” cho thấy năm sinh {found}. Hãy so lại với giấy tờ.",
    "“{label}” says the year of birth is {found}. Compare it with the paper.",
)


def warnings(
    fields: tuple[Field, ...], answers: Mapping[str, Json], today: date, prefix: str = ""
) -> Iterator[tuple[str, Text]]:
    """Give (path, text) for each answer that deserves a second look."""
    for field in fields:
        value = answers.get(field.key)
        path = prefix + field.key
        if isinstance(field.kind, Group) and isinstance(value, Mapping):
            yield from warnings(field.kind.fields, value, today, f"{path}.")
        elif isinstance(field.kind, Repeat) and isinstance(value, list):
            for number, row in enumerate(value):
                yield from warnings(field.kind.fields, row, today, f"{path}.{number}.")
        elif isinstance(field.kind, IdentityNumber) and isinstance(value, str):
            yield from ((path, text) for text in _about_number(field, value, answers, today))


def _about_number(
    field: Field, number: str, beside: Mapping[str, Json], today: date
) -> Iterator[Text]:
    found = PERSONAL.fullmatch(number)
    if found is None:
        return
    digit = int(found["century"])
    year = FIRST_CENTURY + 100 * (digit // 2) + int(found["year"])
    born = next((beside[key] for key in BIRTH_KEYS if isinstance(beside.get(key), str)), "")
    sex = next((beside[key] for key in SEX_KEYS if isinstance(beside.get(key), str)), "")
    if born and not born.startswith(str(year)):
        yield worded(YEAR_DIFFERS, label=field.label, found=year)
    if sex in SEX_OF_DIGIT and sex != SEX_OF_DIGIT[digit % 2]:
        yield worded(SEX_DIFFERS, label=field.label)
    if year > today.year:
        yield worded(UNBORN, label=field.label, found=year)
