"""Small real files, and the answers of the examples as a browser posts them."""

from datetime import UTC, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf
from PIL import Image
from werkzeug.datastructures import MultiDict

from forms import examples, html
from forms.procedure import Procedure, Section
from tests.forms.posting import posted

TODAY = datetime.now(UTC).astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()


def pdf(pages: int = 1) -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def png() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 20), "white").save(kept, "PNG")
    return kept.getvalue()


def answers_of(procedure: Procedure, section: Section) -> MultiDict[str, str]:
    """Post the examples of one page."""
    given = examples.answers(procedure)
    return posted(html.controls(section, given, {}, "vi", today=TODAY, procedure=procedure))
