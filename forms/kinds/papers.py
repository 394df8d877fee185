"""Files, and the signature, which is one file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

import marshmallow as ma

from forms.control import Control
from forms.kinds.base import Drawing, Json, Kind, Posted, Refused, Schema
from forms.text import Text

FILE_ID = re.compile("[A-Za-z0-9_-]{1,64}")
KNOWN_TYPES = ("pdf", "docx", "xlsx", "jpg", "png", "heic", "mp3", "mp4")
USUAL_TYPES = ("pdf", "docx", "jpg", "png", "mp3", "mp4")

NOT_A_FILE = Text(
    "“{label}” có tệp không nhận ra được. Hãy tải lại tệp đó lên.",
    "“{label}” names a file that is not known. Upload it again.",
)
TOO_MANY = Text(
    "“{label}” nhận nhiều nhất {limit} tệp. Hãy bớt tệp.",
    "“{label}” takes at most {limit} files. Remove some.",
)


@dataclass(frozen=True, kw_only=True)
class Files(Kind):
    """Uploaded files, each named by the id that its upload was given."""

    name: ClassVar[str] = "files"
    uploaded: ClassVar[bool] = True
    missing: ClassVar[Text] = Text(
        "“{label}” chưa có tệp nào. Hãy chụp ảnh hoặc chọn tệp rồi tải lên.",
        "“{label}” has no file. Take a photo or choose a file and upload it.",
    )
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {
        "max_files": ma.fields.Integer(strict=True, validate=ma.validate.Range(1, 100)),
        "types": ma.fields.List(ma.fields.String(validate=ma.validate.OneOf(KNOWN_TYPES))),
    }
    max_files: int = 20
    types: tuple[str, ...] = USUAL_TYPES

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not isinstance(value, list):
            raise Refused(NOT_A_FILE)
        if len(value) > self.max_files:
            raise Refused(TOO_MANY, limit=self.max_files)
        if not all(_is_file_id(item) for item in value) or len(set(value)) < len(value):
            raise Refused(NOT_A_FILE)
        return list(value)

    def inputs(self, _name: str, /) -> tuple[str, ...]:
        return ()

    def read(self, _name: str, _posted: Posted, /) -> object:
        return []

    def control(self, drawing: Drawing) -> Control:
        raw = drawing.raw if isinstance(drawing.raw, list) else []
        attrs = {
            "accept": ",".join(f".{kind}" for kind in self.types),
            "multiple": "multiple",
            "max_files": str(self.max_files),
        }
        ids = tuple(item for item in raw if _is_file_id(item))
        return drawing.control("files", value=ids, attrs=attrs)

    def json_schema(self) -> Schema:
        items = {"type": "string", "pattern": f"^{FILE_ID.pattern}$"}
        return {"type": "array", "items": items, "maxItems": self.max_files, "uniqueItems": True}

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        return (Text(f"{len(value)} tệp", f"{len(value)} file(s)"),)

    def files(self, value: Json, /) -> tuple[str, ...]:
        return tuple(value)


class Signature(Kind):
    """The signature, drawn or scanned, as the id of its uploaded picture."""

    name: ClassVar[str] = "signature"
    uploaded: ClassVar[bool] = True
    missing: ClassVar[Text] = Text(
        "Bạn chưa ký. Hãy ký vào khung, hoặc tải lên ảnh chụp chữ ký hay đơn đã ký.",
        "The signature is missing. Sign in the box, or upload a photo of the signed petition.",
    )

    def check(self, value: object, _today: date, _beside: Mapping[str, Json], /) -> Json:
        if not _is_file_id(value):
            raise Refused(NOT_A_FILE)
        return value

    def inputs(self, _name: str, /) -> tuple[str, ...]:
        return ()

    def control(self, drawing: Drawing) -> Control:
        value = drawing.raw if isinstance(drawing.raw, str) and _is_file_id(drawing.raw) else ""
        return drawing.control("signature", value=value)

    def json_schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{FILE_ID.pattern}$"}

    def shown(self, _value: Json, /) -> tuple[Text, ...]:
        return (Text("Đã ký", "Signed"),)

    def files(self, value: Json, /) -> tuple[str, ...]:
        return (value,)


def _is_file_id(value: object) -> bool:
    return isinstance(value, str) and FILE_ID.fullmatch(value) is not None
