"""Provinces and communes of the two-tier local government."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms import codelists
from forms.control import Control, Option
from forms.kinds.base import Drawing, Json, Kind, Refused, Schema, typed
from forms.kinds.choices import NOT_CHOSEN
from forms.kinds.text import clean_line
from forms.text import Text

NAME_LENGTH = 100

UNKNOWN_PROVINCE = Text(
    "“{label}” không có trong 34 tỉnh, thành phố. Hãy chọn lại.",
    "“{label}” is not one of the 34 provinces and cities. Choose again.",
)
UNKNOWN_COMMUNE = Text(
    "Không tìm thấy “{typed}” trong tỉnh, thành phố đã chọn. "
    "Hãy gõ tên xã, phường hoặc đặc khu hiện nay (sau 01/7/2025).",
    "“{typed}” was not found in the chosen province. "
    "Type the present name of the commune, ward or special zone (after 1 July 2025).",
)
SEVERAL_COMMUNES = Text(
    "Có nhiều nơi tên “{typed}”: {found}. Hãy ghi rõ xã hay phường và đủ dấu.",
    "Several places are called “{typed}”: {found}. Write which one, with its accents.",
)


class Province(Kind):
    """One of the 34 provinces and cities, stored as its two-digit code."""

    name: ClassVar[str] = "province"
    searched: ClassVar[bool] = True
    missing: ClassVar[Text] = NOT_CHOSEN

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, str) or value not in codelists.units().provinces:
            raise Refused(UNKNOWN_PROVINCE)
        return value

    def control(self, drawing: Drawing) -> Control:
        places = codelists.units().provinces.values()
        options = tuple(_option(place, drawing.raw) for place in places)
        attrs = {"autocomplete": "off", "searchable": "searchable"}
        return drawing.control("select", value=typed(drawing.raw), options=options, attrs=attrs)

    def json_schema(self) -> Schema:
        return {"enum": list(codelists.units().provinces)}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text(codelists.units().provinces[value].name),)


@dataclass(frozen=True, kw_only=True)
class Commune(Kind):
    """A commune of the province beside it: typed by name or chosen, stored as its code."""

    name: ClassVar[str] = "commune"
    searched: ClassVar[bool] = True
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "province": ma.fields.String(required=True)
    }
    province: str  # The key of the sibling that holds the province.

    def check(self, value: object, _today: date, beside: Mapping[str, Json], /) -> Json:
        name = clean_line(value, NAME_LENGTH)
        province = beside.get(self.province)
        found = codelists.find_commune(province if isinstance(province, str) else "", name)
        if len(found) > 1:
            names = ", ".join(place.name for place in found)
            raise Refused(SEVERAL_COMMUNES, typed=name, found=names)
        if not found:
            raise Refused(UNKNOWN_COMMUNE, typed=name)
        return found[0].code

    def control(self, drawing: Drawing) -> Control:
        province = typed(drawing.beside.get(self.province))
        places = codelists.units().by_province.get(province, ())
        beside = drawing.name.rpartition(".")[0]
        attrs = {
            "type": "text",
            "autocomplete": "off",
            "maxlength": str(NAME_LENGTH),
            "list": drawing.name.replace(".", "-") + "-list",
            "data-commune-of": f"{beside}.{self.province}" if beside else self.province,
        }
        known = codelists.units().communes.get(typed(drawing.raw))
        return drawing.control(
            "input",
            value=known.name if known else typed(drawing.raw),
            options=tuple(Option(place.name, place.name) for place in places),
            attrs=attrs,
        )

    def json_schema(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text(codelists.units().communes[value].name),)


def _option(place: codelists.Place, raw: object) -> Option:
    return Option(place.code, place.name, chosen=place.code == raw)
