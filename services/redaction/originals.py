"""The originals of sealed files, in clear for as long as they are drawn."""

from base64 import b64decode
from collections.abc import Iterable
from dataclasses import replace

from services.identity import files as sealed_files
from services.redaction import painting
from services.redaction.faults import MOST_PAGES, Fault, NotDrawn
from services.redaction.painting import Original
from services.redaction.work import Sheet
from storage.objects import ObjectMissing, Objects


def content(objects: Objects, sheet: Sheet) -> Original:
    """Fetch an original.

    Raises:
        WrongKey, Tampered: it is not as it was sealed.
        ObjectMissing: the store has no such object.

    """
    key, file_id = b64decode(sheet.key), sheet.id
    found = sealed_files.opened_with(objects, f"files/{file_id}", key, file_id=file_id)
    return Original(b"".join(found), sheet.content_type)


def measured(objects: Objects, sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """Count the pages of each; what cannot be drawn, or is one too many, keeps the reason."""
    done, left = [], MOST_PAGES
    for sheet in sheets:
        done.append(_measured(objects, sheet, left))
        left -= done[-1].pages
    return tuple(done)


def _measured(objects: Objects, sheet: Sheet, left: int) -> Sheet:
    if sheet.pages:
        return sheet
    if sheet.content_type not in painting.TAKEN:
        return replace(sheet, fault=Fault.KIND)
    try:
        pages = painting.measure(content(objects, sheet))
    except NotDrawn as refused:
        return replace(sheet, fault=refused.fault)
    except ObjectMissing:
        return replace(sheet, fault=Fault.DAMAGED)
    if pages > left:
        return replace(sheet, fault=Fault.TOO_MANY_PAGES)
    return replace(sheet, pages=pages)
