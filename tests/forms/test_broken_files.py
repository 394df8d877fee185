"""A broken file is told with its line, what is wrong and how to mend it; all faults at once."""

from pathlib import Path

import pytest

from forms import catalogue
from forms.editing import fault_words
from forms.faults import BrokenProcedures, Fault

SHIPPED = Path(catalogue.__file__).with_name("procedures") / "feedback_petition.yaml"


def faults(directory: Path, old: str, new: str) -> tuple[Fault, ...]:
    """Break the shipped file in one place and load it."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    (directory / "broken.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures) as broken:
        catalogue.load(directory)
    assert [str(fault) for fault in broken.value.faults if not is_told(fault)] == []
    return broken.value.faults


def is_told(fault: Fault) -> bool:
    """Tell whether people who know no English are told what is wrong and how to mend it."""
    what, mend = fault_words.what(fault.what), fault_words.mend(fault.mend)
    return what.vi != fault.what and mend.vi != fault.mend


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        ("code: KNPA\n", "", "“code” is missing", "add a line “code: …”"),
        ("version: 1", "version: one", "“version” must be a whole number", "digits"),
        ("effective_from: 2026-07-01", "effective_from: 1/7/2026", "is not a date", "YYYY-MM-DD"),
        ("effective_to: null", "effective_to: 2025-01-01", "ends before it begins", "correct"),
        ("fee: {vi: Không thu phí., en: Free of charge.}", "fee: none", "both languages", "vi:"),
        ("en: Free of charge.", "en: ''", "“en” is empty", "write the text"),
        ("fee:", "fees: 3\nfee:", "“fees” is not known here", "spelling"),
        ("fee:", "fee: 1\nfee:", "“fee” stands here twice", "remove"),
        ("    unit: working_days\n", "", "“unit” is missing", "add a line"),
        ("unit: working_days", "unit: weeks", "weeks is no unit", "calendar_days"),
        ("start: received", "start: birth", "no event is called “birth”", "use accepted"),
        ("workflow: petition_intake", "workflow: none", "no workflow is called", "petition_intake"),
        ("{name: feedback_petition,", "{name: poem,", "no document is called “poem”", "refusal"),
        ("refusal: [petition_filing]", "refusal: [moods]", "no code list is called", "correct"),
        ("refusal: [petition_filing]", "other: [kn11]", "needs reasons for “refusal”", "add"),
        ("confidence: S}", "confidence: sure}", "sure is no mark", "use S, K or ?"),
        ("kind: person", "kind: people", "no kind is called “people”", "person"),
        ("with: [old_text]", "with: [moon]", "“address” has no part moon", "old_text"),
        (
            "key: evidence\n    title",
            "key: matter\n    title",
            "two sections are called",
            "own key",
        ),
        ("key: proposal", "key: content", "two fields are called “content”", "own key"),
        ("key: proposal", "key: Đề xuất", "a key holds small letters", "correct the key"),
        ("max_length: 5000", "max_lenght: 5000", "“max_lenght” is not known here", "spelling"),
        ("max_length: 5000", "earliest: today", "“earliest” is not known here", "remove"),
        ("latest: today", "latest: tomorrow", "this is no day", "YYYY-MM-DD or today"),
        ("required: false", "required: no", "“required” must be true or false", "write true"),
        (
            "rows: 5",
            "when: {field: colour, is: red}",
            "no field above is called “colour”",
            "asked above",
        ),
        (
            "rows: 5",
            "when: {field: petition_kind, is: song}",
            "“petition_kind” is never “song”",
            "use petition, feedback",
        ),
        ("rows: 5", "when: {field: signature, filled: true}", "no field above", "asked above"),
        ("rows: 5", "when: sometimes", "“when” is not a condition", "write {field"),
        ("        example: land\n", "", "“field_of_matter” has no example", "add “example"),
        ("example: land", "example: sea", "the example of “field_of_matter” is refused", "correct"),
        ("sections:\n", "sections:\n  - part: poem.first\n", "no shared sections are", "complaint"),
        ("sections:\n", "sections:\n  - part: complaint.x\n", "“complaint” has no section", "use"),
        ("steps:\n", "steps: [\n", "not YAML", "indents"),
    ],
)
def test_a_fault_says_what_and_how_to_mend(
    tmp_path: Path, old: str, new: str, what: str, mend: str
) -> None:
    found = [fault for fault in faults(tmp_path, old, new) if what in fault.what]
    assert found
    assert mend in found[0].mend


def test_a_fault_names_the_line(tmp_path: Path) -> None:
    fault = faults(tmp_path, "unit: working_days", "unit: weeks")[0]
    lines = fault.path.read_text(encoding="utf-8").splitlines()
    assert lines[fault.line - 1].strip() == "unit: weeks"


def test_a_fault_in_a_field_names_its_line(tmp_path: Path) -> None:
    fault = faults(tmp_path, "max_length: 5000", "max_length: many")[0]
    lines = fault.path.read_text(encoding="utf-8").splitlines()
    assert lines[fault.line - 1].strip() == "max_length: many"


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("code: A1\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("- just a list\n", encoding="utf-8")
    with pytest.raises(BrokenProcedures) as broken:
        catalogue.load(tmp_path)
    assert {fault.path.name for fault in broken.value.faults} == {"a.yaml", "b.yaml"}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no named values"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"code: \x00", "not YAML"),
        (b"code: !!python/name:os.system x", "“title” is missing"),
        (b"a: &x [1]\nb: *x\n", "anchors"),
        (b"code: " + b"x" * 1_000_001, "too large"),
        (b"a: " + b"[" * 60 + b"]" * 60, "too deep a nest"),
        (b"a: " + b"[" * 900_000, "too deep a nest"),
    ],
    ids=["empty", "not utf-8", "nul", "python tag", "anchor", "huge", "deep", "very deep"],
)
def test_hostile_files_are_faults_too(tmp_path: Path, content: bytes, what: str) -> None:
    (tmp_path / "hostile.yaml").write_bytes(content)
    with pytest.raises(BrokenProcedures, match=what):
        catalogue.load(tmp_path)


KINDS = Path(__file__).with_name("files") / "every_kind.yaml"
NESTED_LIST = """kind: repeat
            row: {vi: A, en: A}
            add: {vi: B, en: B}
            fields: [{key: x, kind: text, label: {vi: X, en: X}, example: X}]
            label: {vi: Địa chỉ, en: Address}"""
BOTH_KINDS = "{all: [{field: kind, is: plot}, {field: kind, is: house}]}"
LAND_AND_PLOT = "{all: [{field: has_land, is: true}, {field: kind, is: plot}]}"


@pytest.mark.parametrize(
    ("old", "new", "what", "mend"),
    [
        (
            "value: {age: born_on}",
            "value: {age: birthday}",
            "no field above is called “birthday”",
            "above",
        ),
        ("value: {age: born_on}", "value: {age: subject}", "is of the kind text", "date"),
        (
            "value: {age: born_on}",
            "value: {sqrt: born_on}",
            "is not a computed value",
            "write {count",
        ),
        ("value: {count: items}", "value: {count: items.worth}", "is of the kind money", "repeat"),
        ("value: {count: items}", "value: {count: helpers}", "no field above is called", "above"),
        (
            "value: {concat: [subject, company.name]}",
            "value: {concat: [born_on]}",
            "kind date",
            "text",
        ),
        (
            "min: 1\n        max: 200",
            "min: 9\n        max: 2",
            "“min” (9) is above “max” (2)",
            "correct",
        ),
        ("min_rows: 1", "min_rows: 9", "“min_rows” (9) is above “max_rows” (4)", "correct"),
        ("max_rows: 4", "max_rows: 501", "“max_rows”", "use 1 to 500"),
        ("        row: {vi: Người, en: Person}\n", "", "“row” is missing", "add a line"),
        ("value: tax,", "value: land,", "offers “land” twice", "own value"),
        (
            "kind: address\n            label: {vi: Địa chỉ",
            "kind: files\n            label: {vi: Địa chỉ",
            "asks for a file inside a block",
            "directly into the section",
        ),
        (
            "kind: address\n            label: {vi: Địa chỉ, en: Address}",
            NESTED_LIST,
            "stands inside a block",
            "into the section",
        ),
        (
            "{field: kind, is: plot}\n            example: 120",
            BOTH_KINDS + "\n            example: 120",
            "no answers lead here",
            "correct the condition",
        ),
        (LAND_AND_PLOT, "{field: total, filled: true}", "no field above", "above"),
        (
            LAND_AND_PLOT,
            "{field: worthy, filled: true}",
            "no field above is called “worthy”",
            "above",
        ),
        ("key: has_land", "key: kind", "stands in the row and above it", "rename"),
        ("[A-Z]{2}[0-9]{2,6}", "(a+)+", "has groups", "letters"),
        ("[A-Z]{2}[0-9]{2,6}", ".+.+", "too long to try", "upper limit"),
        ("[A-Z]{2}[0-9]{2,6}", "[z-a]", "has groups", "letters"),
        ("[A-Z]{2}[0-9]{2,6}", "", "1 to 200 characters", "shorter"),
        (
            "shown_as: {applicant: company.name, ",
            "shown_as: {",
            "need a name or a pseudonym",
            "pseudonym",
        ),
        (
            "        label: {vi: Tổ chức, en: The organisation}",
            "        label: {vi: Tổ chức, en: The organisation}\n        identity: true",
            "names a person whom the law protects",
            "pseudonym",
        ),
    ],
)
def test_a_fault_of_rows_and_values_says_how_to_mend(
    tmp_path: Path, old: str, new: str, what: str, mend: str
) -> None:
    text = KINDS.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "broken.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures) as broken:
        catalogue.load(tmp_path)
    found = [fault for fault in broken.value.faults if what in fault.what]
    assert found, broken.value
    assert mend in found[0].mend


CIRCLE = """      - key: proposal
        when: {field: after, is: true}"""
AFTER = """  - key: evidence
    title"""
AFTER_NEW = """  - key: more
    title: {vi: Thêm, en: More}
    fields:
      - key: after
        kind: yes_no
        when: {field: proposal, filled: true}
        label: {vi: Sau, en: After}
        example: true
  - key: evidence
    title"""


def test_a_circle_of_conditions_is_told(tmp_path: Path) -> None:
    text = SHIPPED.read_text(encoding="utf-8").replace("      - key: proposal", CIRCLE, 1)
    (tmp_path / "broken.yaml").write_text(text.replace(AFTER, AFTER_NEW, 1), encoding="utf-8")
    with pytest.raises(BrokenProcedures, match="wait for each other"):
        catalogue.load(tmp_path)


def test_a_section_that_nobody_reaches_is_told(tmp_path: Path) -> None:
    never = (
        "  - key: evidence\n    when: {all: [{field: petition_kind, is: petition}, "
        "{field: petition_kind, is: feedback}]}\n    title"
    )
    found = faults(tmp_path, AFTER, never)
    assert ["no answers lead here" in fault.what for fault in found] == [True]


def test_a_fault_in_a_row_names_its_line(tmp_path: Path) -> None:
    text = KINDS.read_text(encoding="utf-8").replace(LAND_AND_PLOT, "{field: moon, filled: true}")
    (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenProcedures) as broken:
        catalogue.load(tmp_path)
    line = text.splitlines()[broken.value.faults[0].line - 1]
    assert line.strip() == "when: {field: moon, filled: true}"
