"""Documents to be edited, and the workflows that they name."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from forms import catalogue, workflow_file
from forms.editing import manuscript
from forms.editing.manuscript import Manuscript
from forms.workflow import Workflow

HERE = Path(catalogue.__file__).parent
FEEDBACK = HERE / "procedures" / "feedback_petition.yaml"


@pytest.fixture(scope="session")
def workflows() -> Mapping[str, Workflow]:
    return workflow_file.load(HERE / "workflows")


@pytest.fixture
def text() -> str:
    return FEEDBACK.read_text(encoding="utf-8")


@pytest.fixture
def feedback(text: str, workflows: Mapping[str, Workflow]) -> Manuscript:
    return manuscript.read(text, workflows)


@pytest.fixture
def reread(workflows: Mapping[str, Workflow]) -> Callable[[Manuscript], Manuscript]:
    """Write a manuscript and read it again, as between two pages."""
    return lambda found: manuscript.read(found.text, workflows)
