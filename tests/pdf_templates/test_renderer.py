"""What a reader finds on the papers, and what can never get into them."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from pdf_templates.contexts import (
    Appointment,
    ComplaintPetition,
    FeedbackPetition,
    Paper,
    Petition,
    Receipt,
    Signature,
    SubmissionAcknowledgement,
)
from pdf_templates.fetcher import PaperFetcher
from pdf_templates.page_source import PageSource
from pdf_templates.pictures import PictureNotPrintable
from pdf_templates.renderer import Renderer
from pdf_templates.wording import TimeZoneMissing

ROOT = Path(__file__).parents[2]
IN_ANOTHER_PROCESS = """
from hashlib import sha256
from benchmarks.receipt import example
from pdf_templates.renderer import Renderer
print(sha256(Renderer().render(example())).hexdigest())
"""


def font_names(content: bytes) -> Iterator[str]:
    """Name every font in the file."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
                yield str(thing.FontName)


def digest_with_seed(seed: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_only_tinos_is_embedded(renderer: Renderer, paper: Paper) -> None:
    names = list(font_names(renderer.render(paper)))
    assert [name for name in names if "+Tinos" not in name] == []


def test_fonts_are_embedded_at_all(renderer: Renderer, receipt: Receipt) -> None:
    assert len(list(font_names(renderer.render(receipt)))) == 3


def test_same_paper_gives_the_same_bytes(renderer: Renderer, paper: Paper) -> None:
    assert renderer.render(paper) == renderer.render(paper)


def test_another_renderer_gives_the_same_bytes(renderer: Renderer, paper: Paper) -> None:
    assert sha256(Renderer().render(paper)).digest() == sha256(renderer.render(paper)).digest()


def test_another_process_gives_the_same_bytes() -> None:
    assert digest_with_seed("1") == digest_with_seed("2")


def test_receipt_of_usual_length_takes_one_page(renderer: Renderer, receipt: Receipt) -> None:
    with pikepdf.open(BytesIO(renderer.render(receipt))) as pdf:
        assert len(pdf.pages) == 1


def test_file_carries_language_and_title(renderer: Renderer, receipt: Receipt) -> None:
    with pikepdf.open(BytesIO(renderer.render(receipt))) as pdf:
        root, title = pdf.Root, str(pdf.docinfo.Title)
        assert (str(root.Lang), title) == (
            "vi",
            "Giấy tiếp nhận hồ sơ và hẹn trả kết quả - 000.00.47.H56-261122-0001",
        )


def test_picture_of_the_signature_is_printed(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    with pikepdf.open(BytesIO(renderer.render(complaint))) as pdf:
        assert any(page.get_images() for page in pdf.pages)


def test_acknowledgement_counts_the_files(
    renderer: Renderer, acknowledgement: SubmissionAcknowledgement
) -> None:
    assert "đã nhận 3/3 tệp" in renderer.markup(acknowledgement)


def test_hours_are_those_of_vietnam(renderer: Renderer, receipt: Receipt) -> None:
    assert "4. Thời gian nhận hồ sơ: 08:30 ngày 23/11/2026" in renderer.markup(receipt)


def test_moment_without_time_zone_is_refused(renderer: Renderer, receipt: Receipt) -> None:
    naive = replace(receipt, received_at=datetime(2026, 11, 23, 8, 30))  # noqa: DTZ001  # The point.
    with pytest.raises(TimeZoneMissing):
        renderer.render(naive)


def test_complaint_without_representative_says_so(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    assert "Không có." in renderer.markup(replace(complaint, representative=None))


def test_rows_of_a_list_are_printed_as_a_table(renderer: Renderer, petition: Petition) -> None:
    assert '<td class="centre">2</td><td>Trần Bình</td><td></td>' in renderer.markup(petition)


def test_petition_without_a_name_has_no_place_to_sign(
    renderer: Renderer, petition: Petition
) -> None:
    nobody = replace(petition, sections=petition.sections[1:], signer="", signature=None)
    assert "sign-name" not in renderer.markup(nobody)


def test_protected_visitor_is_appointed_under_a_pseudonym(
    renderer: Renderer, appointment: Appointment
) -> None:
    assert "Ông (Bà): Người được giữ bí mật NTC-" in renderer.markup(appointment)


def test_markup_in_an_answer_is_only_text(renderer: Renderer, complaint: ComplaintPetition) -> None:
    wicked = '</p><img src="http://127.0.0.1/x"/>{{ 7 * 7 }}<script>'
    assert "&lt;img src=" in renderer.markup(replace(complaint, content=wicked))


def test_template_words_in_an_answer_stay_as_written(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    assert "{{ 7 * 7 }}" in renderer.markup(replace(complaint, content="{{ 7 * 7 }}"))


def test_control_characters_do_not_stop_the_paper(
    renderer: Renderer, feedback: FeedbackPetition
) -> None:
    wicked = "a\x00b\x0bc\ud800d\ufffee\u202ef"
    assert renderer.render(replace(feedback, content=wicked)).startswith(b"%PDF-1.7")


def test_character_outside_the_fonts_is_told_to_the_reader(
    renderer: Renderer, feedback: FeedbackPetition
) -> None:
    assert "ký tự không in được" in renderer.markup(replace(feedback, content="Vui lòng 🙏"))


def test_usual_paper_has_no_note_about_characters(renderer: Renderer, paper: Paper) -> None:
    assert "ký tự không in được" not in renderer.markup(paper)


def test_signature_that_is_no_picture_is_refused(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    broken = replace(complaint, signature=Signature(name="Ông A", image_png=b"GIF89a"))
    with pytest.raises(PictureNotPrintable):
        renderer.render(broken)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.vn/x.png",
        "ftp://example.vn/x.png",
        "file:///etc/passwd",
        "data:image/svg+xml,<svg/>",
        "paper:unknown",
    ],
)
def test_page_can_fetch_nothing_from_outside(renderer: Renderer, address: str) -> None:
    markup = (
        f'<html lang="vi"><body><img alt="x" src="{address.replace("<", "&lt;")}"/></body></html>'
    )
    source = PageSource(markup, PaperFetcher({}))
    with pytest.raises(FatalURLFetchingError):
        source.write_pdf(stylesheets=[renderer.style], font_config=renderer.fonts)
