"""Every paper is archival and accessible, also when it is far longer than usual or nearly empty."""

from dataclasses import replace
from typing import Any

import page
import pytest

from pdf_templates.contexts import (
    ComplaintPetition,
    DossierComponent,
    FeedbackPetition,
    Paper,
    Party,
    PrintedRow,
    PrintedSection,
    Receipt,
    Refusal,
    Signatory,
    Signature,
    SubmissionAcknowledgement,
    SupplementItem,
    SupplementRequest,
)
from pdf_templates.renderer import Renderer

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)
SENTENCE = "Gia đình tôi sử dụng ổn định thửa đất số 45, tờ bản đồ số 12 từ năm 1993. "
LONG = "\n".join([SENTENCE * 13] * 50)  # About 50,000 characters.


def findings(content: bytes) -> list[str]:
    """Return what the validator has against the file, in both profiles."""
    reports = (page.validate_pdf_bytes(content, profile=profile) for profile in PROFILES)
    return [f"{found.rule_id}: {found.message}" for report in reports for found in report.failures]


def test_paper_is_archival_and_accessible(renderer: Renderer, paper: Paper) -> None:
    assert findings(renderer.render(paper)) == []


@pytest.mark.parametrize("number", range(40))
def test_no_number_makes_a_stream_that_a_strict_reader_refuses(
    renderer: Renderer, refusal: Refusal, number: int
) -> None:
    content = renderer.render(replace(refusal, document_number=f"{number:02}/TCHS"))
    assert findings(content) == []


def test_complaint_of_fifty_thousand_characters(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    assert findings(renderer.render(replace(complaint, content=LONG))) == []


def test_complaint_in_one_endless_paragraph(
    renderer: Renderer, complaint: ComplaintPetition
) -> None:
    assert findings(renderer.render(replace(complaint, content=LONG.replace("\n", " ")))) == []


def test_word_without_end_stays_inside_the_page(
    renderer: Renderer, feedback: FeedbackPetition
) -> None:
    assert findings(renderer.render(replace(feedback, content="ưở" * 3_000))) == []


def test_complaint_of_two_hundred_answers(renderer: Renderer, complaint: ComplaintPetition) -> None:
    rows = tuple(PrintedRow(label=f"Câu {n}", value_lines=("Có", SENTENCE)) for n in range(200))
    sections = (PrintedSection(title="Câu hỏi khác", rows=rows),)
    assert findings(renderer.render(replace(complaint, sections=sections))) == []


def test_acknowledgement_of_two_hundred_files(
    renderer: Renderer, acknowledgement: SubmissionAcknowledgement
) -> None:
    files = acknowledgement.files[:1] * 200
    assert findings(renderer.render(replace(acknowledgement, files=files))) == []


def test_receipt_of_two_hundred_documents(renderer: Renderer, receipt: Receipt) -> None:
    components = (DossierComponent(name="Tài liệu", copies=1),) * 200
    assert findings(renderer.render(replace(receipt, components=components))) == []


def test_supplement_request_of_two_hundred_items(
    renderer: Renderer, supplement_request: SupplementRequest
) -> None:
    items = (SupplementItem(name="Giấy tờ", detail=SENTENCE),) * 200
    assert findings(renderer.render(replace(supplement_request, items=items))) == []


def test_agency_with_a_very_long_name(renderer: Renderer, receipt: Receipt) -> None:
    agency = replace(receipt.agency, name="Ban Quản lý các khu công nghiệp và chế xuất " * 6)
    assert findings(renderer.render(replace(receipt, agency=agency))) == []


def test_receipt_handed_over_in_person(
    renderer: Renderer, receipt: Receipt, drawn_signature: bytes
) -> None:
    signed = replace(
        receipt,
        channel="nộp trực tiếp",
        applicant_signature=Signature(name="Nguyễn Thị Hương Giang", image_png=drawn_signature),
        receiver=Signatory(
            name="Lê Thị Bích Ngọc",
            title="Phó Chánh Thanh tra",
            authority="KT. Chánh Thanh tra",
            image_png=drawn_signature,
        ),
    )
    assert findings(renderer.render(signed)) == []


BARE: dict[str, dict[str, Any]] = {
    "acknowledgement": {"files": (), "file_count_sent": 0, "next_steps": ()},
    "complaint": {
        "representative": None,
        "sections": (),
        "files": (),
        "other_documents": (),
        "reasons": "",
        "request": "",
        "complaint_round": "",
        "declaration": "",
        "signature": Signature(name="Nguyễn Thị Hương Giang"),
    },
    "feedback": {
        "proposal": "",
        "files": (),
        "kind": "",
        "field": "",
        "declaration": "",
        "signature": Signature(name="Nguyễn Thị Hương Giang"),
    },
    "receipt": {"owner": None, "components": (), "document_number": ""},
    "supplement_request": {"items": (), "answer_by": None, "recipients": ()},
    "refusal": {"citation": "", "guidance": "", "applicant": Party(name="Ông A")},
}


@pytest.mark.parametrize("name", BARE)
def test_paper_without_its_optional_parts(
    renderer: Renderer, name: str, request: pytest.FixtureRequest
) -> None:
    bare = replace(request.getfixturevalue(name), **BARE[name])
    assert findings(renderer.render(bare)) == []
