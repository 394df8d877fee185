"""Files that came with a page: what is taken is kept at once, what is not says why."""

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO, cast

from flask import request
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from forms.text import Text
from services.files import kinds
from services.files.intake import (
    FileRefused,
    Incoming,
    Intake,
    Owner,
    Refusal,
    Rules,
    clean_name,
)
from services.files.models import Purpose
from services.web.context import now, resources
from services.web.formatting import size

PNG_ADDRESS = "data:image/png;base64,"
DRAWN_NAME = "chu-ky.png"

WHY: dict[Refusal, Text] = {
    Refusal.EMPTY: Text(
        "Tệp “{name}” không có gì bên trong nên chưa được nhận. Hãy chọn lại tệp.",
        "“{name}” is an empty file and was not taken. Choose the file again.",
    ),
    Refusal.TOO_LARGE: Text(
        "Tệp “{name}” lớn hơn {limit} nên chưa được nhận. Hãy chụp lại nhỏ hơn hoặc tách tệp.",
        "“{name}” is larger than {limit} and was not taken. Make it smaller or split it.",
    ),
    Refusal.TOO_MANY: Text(
        "Đã đủ {most} tệp nên “{name}” chưa được nhận. Hãy xóa bớt tệp không cần.",
        "There are {most} files already, so “{name}” was not taken. Remove one you do not need.",
    ),
    Refusal.UNKNOWN_KIND: Text(
        "Tệp “{name}” bị hỏng hoặc không thuộc loại được nhận ({taken}) nên chưa được nhận. "
        "Hãy chụp ảnh giấy tờ rồi tải ảnh lên.",
        "“{name}” is damaged or not of a kind that is taken ({taken}), so it was not taken. "
        "Take a photo of the paper and upload that.",
    ),
}


@dataclass(frozen=True)
class Taken:
    """The ids of what was kept, and why the rest was not."""

    ids: tuple[str, ...]
    faults: tuple[Text, ...]

    @property
    def fault(self) -> Text | None:
        """All faults as one message."""
        if not self.faults:
            return None
        return Text(
            " ".join(fault.vi for fault in self.faults), " ".join(fault.en for fault in self.faults)
        )


def take(
    session: Session, given: Sequence[Incoming], *, owner: Owner, purpose: Purpose, rules: Rules
) -> Taken:
    """Keep each file by itself: one that is refused takes none of the others along."""
    intake = Intake(resources().objects, rules)
    ids: list[str] = []
    faults: list[Text] = []
    for incoming in given:
        try:
            stored = intake.take(session, incoming, owner=owner, purpose=purpose, now=now())
        except FileRefused as refused:
            faults.append(_why(refused, rules))
        else:
            ids.append(str(stored.id))
    return Taken(tuple(ids), tuple(faults))


def uploaded(name: str) -> Iterator[Incoming]:
    """Give the files that the browser sent under a name; an empty chooser sends none."""
    return (_incoming(sent) for sent in request.files.getlist(name) if sent.filename)


def drawn(name: str) -> Iterator[Incoming]:
    """Give the signature that was drawn on the screen, if there is one."""
    address = request.form.get(name, "")
    if not address:
        return
    try:
        picture = base64.b64decode(address.removeprefix(PNG_ADDRESS), validate=True)
    except (binascii.Error, ValueError):
        picture = b"no picture"
    yield Incoming(DRAWN_NAME, BytesIO(picture))


def too_many(given: Sequence[Incoming], most: int) -> tuple[Text, ...]:
    """Say of files that a field has no room for them."""
    return tuple(
        WHY[Refusal.TOO_MANY].format(name=clean_name(incoming.name), most=most)
        for incoming in given
    )


def rules(types: Sequence[str], most_files: int) -> Rules:
    """Say what may be taken: the file types that the procedure names, and how many files."""
    taken = tuple(kind for kind in kinds.TAKEN if kind.extension.removeprefix(".") in types)
    return Rules(resources().settings.limits.file_bytes, most_files, taken)


def _incoming(sent: FileStorage) -> Incoming:
    return Incoming(sent.filename or "", cast("BinaryIO", sent.stream))


def _why(refused: FileRefused, rules: Rules) -> Text:
    return WHY[refused.reason].format(
        name=refused.name,
        limit=size(rules.most_bytes),
        most=rules.most_files,
        taken=", ".join(kind.extension.removeprefix(".").upper() for kind in rules.taken),
    )
