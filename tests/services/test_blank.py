"""The blank form: every question with room to write, conditions in words, fit for archives."""

import page
import pytest

from forms.kinds.computed import Computed
from forms.kinds.papers import Signature
from forms.procedure import Procedure
from pdf_templates.blank import BlankForm, BlankQuestion
from pdf_templates.renderer import Renderer
from services.documents.blank import blank_form
from tests.shipped import PROCEDURES

PROFILES = (page.ValidationProfile.PDF_A_2A, page.ValidationProfile.PDF_UA_1)
ADDRESS = "https://motcua.example.vn/thu-tuc/KNPA"


def form_of(procedure: Procedure) -> BlankForm:
    return blank_form(procedure, address=ADDRESS)


def questions(slug: str) -> dict[str, BlankQuestion]:
    form = form_of(PROCEDURES[slug])
    asked = [question for section in form.sections for question in section.questions]
    return {part.label: part for question in asked for part in (question, *question.parts)}


@pytest.mark.parametrize("slug", PROCEDURES)
def test_every_question_is_on_the_paper(slug: str) -> None:
    procedure = PROCEDURES[slug]
    asked = [
        field for field in procedure.fields if not isinstance(field.kind, Computed | Signature)
    ]
    form = form_of(procedure)
    assert sum(len(section.questions) for section in form.sections) == len(asked)


def test_a_condition_is_told_in_words() -> None:
    question = questions("complaint_first_commune")["Người nộp thay là ai?"]
    assert question.notes[-1] == "Chỉ trả lời nếu câu 6 là “Có”."


def test_a_list_of_rows_is_an_empty_table() -> None:
    listed = questions("complaint_first_commune")["Những người đại diện"]
    assert (len(listed.columns), listed.rows[0]) == (1, "Người đại diện 1")


def test_a_choice_has_a_box_for_each_option() -> None:
    question = questions("feedback_petition")[
        "Bạn có đồng ý cho nêu tên khi cơ quan công khai kết quả không?"
    ]
    assert (question.room, question.options) == ("options", ("Có", "Không"))


@pytest.mark.parametrize("slug", ["complaint_first_commune", "asset_declaration"])
def test_it_is_archival_and_accessible(slug: str) -> None:
    pdf = Renderer().render(form_of(PROCEDURES[slug]))
    reports = (page.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES)
    assert [failure.message for report in reports for failure in report.failures] == []
