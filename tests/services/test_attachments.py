"""A question takes the types of file that its procedure names, and no others."""

from typing import Any

import pytest

from services.dossiers.refusals import FilingInvalid
from services.files.shelf import FilesMissing
from services.resources import Resources
from tests import filing

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def refused_at(resources: Resources, question: str, content_type: str) -> set[str]:
    """Answer one question with a file of that type, and tell where the filing is refused."""
    answers = filing.prepared(resources)
    with resources.database.transaction() as session:
        file = str(filing.stored(session, content_type=content_type).id)
    answers[question] = [file] if isinstance(answers[question], list) else file
    with pytest.raises(FilingInvalid) as refused:
        filing.hand_in(resources, raw=answers)
    return set(refused.value.errors)


@pytest.mark.parametrize(
    ("question", "content_type"),
    [("signature", "audio/mpeg"), ("evidence", SHEET), ("evidence", "image/heic")],
)
def test_a_file_of_another_type_is_refused_at_its_question(
    resources: Resources, question: str, content_type: str
) -> None:
    assert refused_at(resources, question, content_type) == {question}


@pytest.mark.parametrize("name", ["file-example", "x" * 64, "0" * 32])
def test_a_file_id_that_is_none_is_a_file_that_is_missing(resources: Resources, name: str) -> None:
    answers: dict[str, Any] = {**filing.prepared(resources), "evidence": [name]}
    with pytest.raises(FilesMissing):
        filing.hand_in(resources, raw=answers)
