"""A fault is told in Vietnamese, and leads to the page and the input where it is mended."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from forms.catalogue import HERE, read
from forms.editing import checks, fault_words, where
from forms.editing.fault_table import MEND
from forms.editing.where import Address
from forms.faults import MENDS, Place
from forms.workflow import Workflow
from tests.forms.test_broken_files import SHIPPED

NO_PLACE = Address("text")


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [
        ("en: Free of charge.", "en: ''", Address("about", field="fee.en")),
        ("unit: working_days", "unit: weeks", Address("deadlines", field="deadlines.0.unit")),
        ("code: KNPA\n", "", Address("validity", field="code")),
        ("kind: person", "kind: people", Address("question", 0, (0,), "kind")),
        ("refusal: [petition_filing]", "refusal: [moods]", NO_PLACE),
        ("steps:\n", "steps: [\n", NO_PLACE),
        (
            "rows: 5",
            "when: {field: colour, is: red}",
            Address("question", 1, (5,), "when_0"),
        ),
    ],
)
def test_a_fault_leads_to_its_input(
    text: str, workflows: Mapping[str, Workflow], old: str, new: str, address: Address
) -> None:
    found = checks.check(text.replace(old, new, 1), "x", workflows).faults
    assert [where.address(fault.place) for fault in found] == [address]


def test_the_checks_are_those_of_a_file(text: str, workflows: Mapping[str, Workflow]) -> None:
    broken = text.replace("unit: working_days", "unit: weeks").replace("kind: person", "kind: it")
    here = {(fault.line, fault.what) for fault in checks.check(broken, "x", workflows).faults}
    of_file = {(fault.line, fault.what) for fault in read(SHIPPED, workflows, broken)[1]}
    assert here == of_file


def test_a_fault_found_elsewhere_is_added_once(
    text: str, workflows: Mapping[str, Workflow]
) -> None:
    broken = text.replace("unit: working_days", "unit: weeks")
    found = checks.check(broken, "x", workflows)
    again = checks.with_others(found, list(read(SHIPPED, workflows, broken)[1]), broken)
    assert again.faults == found.faults


@pytest.mark.parametrize(
    ("place", "page"),
    [((), "text"), (("slogan",), "text"), (("sections",), "sections"), (("papers", 0), "papers")],
)
def test_every_place_has_a_page(place: Place, page: str) -> None:
    assert where.address(place).page == page


def test_what_marshmallow_says_is_told_in_vietnamese() -> None:
    said = [(what.format(key="x"), mend.format(key="x")) for what, mend in MENDS.values()]
    untold = [what for what, _ in said if fault_words.what(what).vi == what]
    assert untold + [mend for _, mend in said if fault_words.mend(mend).vi == mend] == []


def test_the_words_name_what_the_fault_names() -> None:
    told = fault_words.what("“proposal” and “after” wait for each other (a circle)")
    assert told.vi == "Hai câu hỏi “proposal” và “after” chờ lẫn nhau"


def test_words_that_nobody_listed_are_shown_as_they_are() -> None:
    assert fault_words.what("it rains").vi == "it rains"


def test_every_mend_of_the_checks_is_told_in_vietnamese() -> None:
    """Look through the checks for sentences that stand there as they are said."""
    sources = [Path(HERE / name).read_text(encoding="utf-8") for name in CHECKS]
    untold = [said for said in MEND if "{" not in said and said not in "".join(sources)]
    assert not set(untold) - ELSEWHERE


CHECKS = (
    *("static_checks.py", "field_checks.py", "kind_checks.py", "condition_checks.py"),
    *("faults.py", "source.py", "catalogue.py", "procedure_file.py", "field_file.py"),
    *("shapes.py", "gathering.py", "list_checks.py", "limitation_checks.py", "released.py"),
    "kinds/dates.py",
)
ELSEWHERE = {"let this one begin later", "give yours a code of its own"}
