"""The box in which a message is written, for both sides: a text that is counted, and files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from secrets import token_hex
from uuid import UUID

from flask import request
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from forms.control import Control, Option
from forms.kinds.base import typed
from forms.kinds.papers import USUAL_TYPES
from forms.text import Text
from services.files.intake import Owner
from services.files.models import Purpose, StoredFile
from services.identity.files import Recipient
from services.messages.refusals import LONGEST
from services.messages.writing import Written
from services.web import takings
from services.web.context import resources
from services.web.formatting import size
from services.web.languages import words
from services.web.takings import Taken
from storage.objects import ObjectsUnavailable

TEXT = "message"
FILES = "files"
ATTEMPT = "once"
UPLOAD = "upload"
REMOVE = "remove_file"
STAYING = (UPLOAD, REMOVE)
STAY = ("go", "stay")
LONGEST_TOKEN = 64

NO_ROOM = Text(
    "Một tin gửi được nhiều nhất {most} tệp; {left} tệp chọn sau chưa được nhận.",
    "One message carries {most} files; {left} files chosen last were not taken.",
)
GONE = Text(
    "Tệp gửi kèm đã quá hạn giữ. Hãy chọn lại tệp; phần chữ vẫn còn.",
    "The attached file was kept for too long. Choose it again; the text is still here.",
)
AWAY = Text(
    "Kho lưu tệp đang gián đoạn nên tệp chưa được nhận. Hãy thử lại sau ít phút.",
    "The file store does not answer, so the file was not taken. Try again in a few minutes.",
)


def stays() -> bool:
    """Whether a file was sent or removed, and the message is not to go yet."""
    go, way = STAY
    return request.form.get(go) == way or any(name in request.form for name in STAYING)


def written(files: Sequence[str]) -> Written:
    return Written(request.form.get(TEXT, ""), _attempt(), files)


def receive(session: Session, held: Sequence[str], recipient: Recipient | None) -> Taken:
    """Take the files that came, sealed to a sealed dossier; give all that are held by now."""
    kept = [file for file in held if file != request.form.get(REMOVE, "")]
    most = resources().settings.conversation.files
    given = list(takings.uploaded(FILES))
    room = max(0, most - len(kept))
    try:
        taken = takings.take(
            session,
            given[:room],
            owner=Owner(seal=recipient),
            purpose=Purpose.MESSAGE,
            rules=takings.rules(USUAL_TYPES, most),
        )
    except ObjectsUnavailable:
        return Taken(tuple(kept), (AWAY,))
    left = len(given) - room
    beyond = (NO_ROOM.format(most=most, left=left),) if left > 0 else ()
    return Taken((*kept, *taken.ids), taken.faults + beyond)


def held_files(session: Session, ids: Sequence[str]) -> Sequence[StoredFile]:
    """Find what was taken and belongs to nothing yet; what was swept meanwhile is left out."""
    wanted = StoredFile.id.in_([UUID(file) for file in ids]), StoredFile.dossier_id.is_(None)
    return session.scalars(select(StoredFile).where(*wanted).order_by(StoredFile.uploaded_at)).all()


def controls(
    held: Sequence[StoredFile], label: str, hint: str, errors: Mapping[str, Text]
) -> list[Control]:
    """Draw the box; `held` are the files that were taken for this message."""
    text = Control(
        name=TEXT,
        id=TEXT,
        widget="textarea",
        label=label,
        hint=hint,
        value=typed(request.form.get(TEXT, "")),
        required=True,
        attrs={"rows": "6", "maxlength": str(LONGEST)},
    )
    drawn = (text, _files(held))
    return [
        replace(one, error=words(errors[one.name]) if one.name in errors else "") for one in drawn
    ]


def hidden() -> dict[str, str]:
    """Give what the form brings back unseen: one token for one sending."""
    return {ATTEMPT: _attempt()}


def _attempt() -> str:
    return request.form.get(ATTEMPT, "")[:LONGEST_TOKEN] or token_hex(16)


def _files(held: Sequence[StoredFile]) -> Control:
    settings = resources().settings
    told = _(
        "Nhiều nhất %(count)s tệp, mỗi tệp không quá %(size)s. Loại tệp: %(kinds)s.",
        count=settings.conversation.files,
        size=size(settings.limits.file_bytes),
        kinds=" ".join(USUAL_TYPES).upper(),
    )
    return Control(
        name=FILES,
        id=FILES,
        widget="files",
        label=_("Tệp gửi kèm"),
        hint=str(told),
        options=tuple(Option(str(file.id), file.shown_name, size(file.size)) for file in held),
        attrs={
            "accept": ",".join(f".{kind}" for kind in USUAL_TYPES),
            "data-max-bytes": str(settings.limits.file_bytes),
        },
    )
