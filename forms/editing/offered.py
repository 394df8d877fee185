"""What can be chosen on the pages of the editor, as far as the document decides it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.document_names import DOCUMENTS
from forms.editing.askable import everything
from forms.editing.pages import Lists
from forms.static_checks import EVENTS_OF_THE_LAW
from forms.text import Text
from forms.workflow import Workflow

OF_DOCUMENTS: Mapping[str, Text] = {
    "submission_acknowledgement": Text("Xác nhận nộp hồ sơ", "Acknowledgement of filing"),
    "complaint_petition": Text("Đơn khiếu nại", "Complaint"),
    "feedback_petition": Text("Đơn kiến nghị, phản ánh", "Petition or feedback"),
    "petition": Text("Đơn", "Petition"),
    "receipt": Text("Giấy tiếp nhận và hẹn trả kết quả", "Receipt"),
    "supplement_request": Text("Yêu cầu bổ sung", "Request for more papers"),
    "refusal": Text("Thông báo từ chối", "Refusal"),
}
OF_THE_LAW: Mapping[str, Text] = {
    "accepted": Text("Thụ lý", "Acceptance"),
    "decision_known": Text("Biết quyết định", "Knowledge of the decision"),
    "first_decision_received": Text("Nhận quyết định lần đầu", "Receipt of the first decision"),
}
FILED = Text("Nộp hồ sơ", "Filing")


def lists(
    content: Mapping[str, Any], sections: Sequence[Any], workflows: Mapping[str, Workflow]
) -> Lists:
    """Give the choices for the pages; ``sections`` have the shared ones filled in."""
    workflow = workflows.get(str(content.get("workflow")))
    return {
        "workflow": [(name, found.title) for name, found in sorted(workflows.items())],
        "document": [(name, _document(name)) for name in sorted(DOCUMENTS)],
        "state": [(state.name, state.label) for state in workflow.states] if workflow else [],
        "event": list(_events(workflow).items()) if workflow else [],
        "question": list(_questions(sections)),
    }


def _document(name: str) -> Text:
    return OF_DOCUMENTS.get(name, Text(name, name))


def _events(workflow: Workflow) -> dict[str, Text]:
    """Name the events from which a deadline can run."""
    begun = {event: action.label for action in workflow.actions for event in action.starts}
    of_law = {event: OF_THE_LAW.get(event, Text(event)) for event in sorted(EVENTS_OF_THE_LAW)}
    return {**dict.fromkeys(workflow.starts, FILED), **begun, **of_law}


def _questions(sections: Sequence[Any]) -> Iterator[tuple[str, Text]]:
    """Name the questions by their words; those in a block say in which."""
    labels: dict[str, Text] = {}
    for one in everything(sections):
        labels[one.path] = one.label
        block = labels.get(one.path.rpartition(".")[0])
        vi = f"{block.vi}: {one.label.vi}" if block else one.label.vi
        en = one.label.in_language("en")
        yield one.path, Text(vi, f"{block.in_language('en')}: {en}" if block else en)
