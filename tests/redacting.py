"""A sealed dossier with real sealed files, and officers who make a redacted copy of it."""

from functools import cache
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pikepdf
from PIL import Image
from weasyprint import HTML

from services.dossiers import enclosing
from services.files import kinds, seals
from services.files.models import Purpose, StoredFile
from services.identity import store
from services.identity.purposes import FROZEN
from tests.filing import NOW
from tests.sealed import FILE_NAME, MATTER, NAME, PHONE, Sealed, frozen, row

PAGES = [f"Tôi là {NAME}, số 0912 345 678.", "Trang hai không có gì."]
PDF, JPEG, WORD = "application/pdf", "image/jpeg", "application/msword"
TOLD = f"{MATTER} Tôi là {NAME}, gọi 0912345678. HUONG GIANG ở cạnh kho."
HIDDEN_AUTHOR = "Giang tác giả bí mật"
EXIF_SECRET = "Camera of Huong Giang"


@cache
def petition(*pages: str) -> bytes:
    """Write a PDF with text, an attachment and facts about its writer."""
    paragraphs = "".join(f'<p style="break-after: page">{page}</p>' for page in pages)
    made = BytesIO()
    with pikepdf.open(BytesIO(HTML(string=paragraphs).write_pdf())) as pdf:
        pdf.docinfo["/Author"] = HIDDEN_AUTHOR
        pdf.attachments["giang.txt"] = NAME.encode()
        with pdf.open_metadata() as about:
            about["dc:creator"] = [HIDDEN_AUTHOR]
        pdf.save(made)
    return made.getvalue()


def photo() -> bytes:
    """Take a white picture that knows who took it, and where."""
    made, picture = BytesIO(), Image.new("RGB", (400, 200), "white")
    exif = Image.Exif()
    exif[0x010F] = EXIF_SECRET
    picture.save(made, "JPEG", exif=exif, comment=EXIF_SECRET.encode())
    return made.getvalue()


def with_files(sealed: Sealed, *contents: tuple[str, bytes]) -> list[UUID]:
    """Put files into a sealed dossier as they lie there in truth; let its text tell too much."""
    owner = enclosing.owner(sealed.dossier.id, sealed.data_key)
    added = []
    with sealed.resources.database.transaction() as session:
        for content_type, content in contents:
            kept = StoredFile(
                id=uuid4(),
                dossier_id=sealed.dossier.id,
                purpose=Purpose.ANSWER,
                name=FILE_NAME,
                content_type=content_type,
                size=len(content),
                sha256=bytes(32),
                uploaded_at=NOW,
            )
            seals.put(sealed.resources.objects, kept, BytesIO(content), owner)
            session.add(kept)
            added.append(kept.id)
        values = {FROZEN: {"sections": told(added), "salt": "s"}}
        store.reseal(session, sealed.dossier.id, sealed.data_key, values, now=NOW)
    return added


def with_all_kinds(sealed: Sealed) -> list[UUID]:
    """Put in a text, a scan, what nobody can draw, and what is broken."""
    contents = (PDF, petition(*PAGES)), (JPEG, photo())
    return with_files(sealed, *contents, (kinds.WORD, b"PK not for us"), (PDF, b"%PDF-1.7 broken"))


def told(files: list[UUID]) -> list[dict[str, Any]]:
    section = frozen([])[0]
    section["rows"][2] = row("content", "Nội dung tố cáo", TOLD)
    section["rows"].append({**row("evidence", "Tài liệu"), "files": [str(one) for one in files]})
    return [section]


SECRETS = (NAME, PHONE, "0912345678", "Hương Giang", "Huong Giang", "HUONG GIANG", FILE_NAME)


def leaks(content: bytes) -> list[str]:
    return [secret for secret in SECRETS if secret.encode() in content]
