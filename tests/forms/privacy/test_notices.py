"""Every procedure has a notice; old editions are found again; a faulty file is told by its line."""

from datetime import date
from pathlib import Path

import pytest

from forms.catalogue import Catalogue, load
from forms.faults import BrokenProcedures
from forms.guidance.reading import HERE as GUIDANCE
from forms.privacy import breach, notice_file, retention, rights
from forms.privacy.notice import UnknownEdition

DAY = date(2026, 11, 20)
SINCE_MESSAGES = date(2026, 11, 28)
NEWER = """
  - key: usual
    version: 3
    effective_from: 2027-01-01
    controller: {vi: Cơ quan mới, en: A new agency}
    purposes: [{vi: a, en: a}]
    basis: [{text: a, confidence: S}]
    data: [{vi: a, en: a}]
    seen_by: [{vi: a, en: a}]
    kept: {vi: a, en: a}
    consent: {vi: a, en: a}
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def changed(folder: Path, name: str, before: str, after: str) -> Path:
    text = (GUIDANCE.parent / "privacy" / name).read_text(encoding="utf-8")
    assert before in text
    path = folder / name
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


def test_every_procedure_has_a_complete_notice(catalogue: Catalogue) -> None:
    notices = [notice_file.shipped().of(one, DAY).notice for one in catalogue.procedures]
    assert all(one.purposes and one.basis and one.seen_by and one.kept.vi for one in notices)


def test_denunciations_have_their_own_notice(catalogue: Catalogue) -> None:
    procedure = catalogue.get("2.002394", DAY)
    assert notice_file.shipped().of(procedure, DAY).name == "protected-1.usual-1"


def test_the_notice_of_denunciations_says_what_it_has_to(catalogue: Catalogue) -> None:
    notice = notice_file.shipped().of(catalogue.get("2.002394", DAY), DAY).notice
    assert any("Luật Tố cáo" in one.text for one in notice.basis)


def test_each_notice_tells_of_messages_addresses_and_accounts(catalogue: Catalogue) -> None:
    for code in ("2.002409", "2.002394", "2.001909", "KNPA"):
        edition = notice_file.shipped().of(catalogue.get(code, SINCE_MESSAGES), SINCE_MESSAGES)
        told = " ".join(text.vi for text in (*edition.notice.data, *edition.notice.seen_by))
        assert all(word in told for word in ("Tin nhắn", "báo tin", "Nếu bạn đăng nhập"))


def test_an_old_edition_is_found_again(tmp_path: Path, catalogue: Catalogue) -> None:
    path = changed(tmp_path, "notices.yaml", "  - key: reception", NEWER + "  - key: reception")
    notices = notice_file.load(path)
    complaint = catalogue.get("2.002409", DAY)
    now = notices.of(complaint, date(2027, 1, 1)).name
    assert (now, notices.of(complaint, DAY)) == ("usual-3", notices.edition("usual-1"))


@pytest.mark.parametrize("name", ["usual-9", "protected-1.usual-9", "x.y", "", "."])
def test_an_unknown_edition_is_refused(name: str) -> None:
    with pytest.raises(UnknownEdition):
        notice_file.shipped().edition(name)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("version: 1\n", "version: 0\n", "version"),
        ("    consent:\n", "    consents:\n", "consents"),
        ("    applies_to: {workflows: [information_intake]}\n", "", "applies to nothing"),
        ("confidence: K", "confidence: X", "no mark"),
    ],
)
def test_a_faulty_notice_is_told(tmp_path: Path, before: str, after: str, told: str) -> None:
    with pytest.raises(BrokenProcedures) as broken:
        notice_file.load(changed(tmp_path, "notices.yaml", before, after))
    assert told in str(broken.value)


def test_a_period_without_a_settled_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenProcedures, match="settled source"):
        retention.load(
            changed(tmp_path, "retention.yaml", "years: null\n    counts", "years: 10\n    counts")
        )


def test_no_period_is_invented() -> None:
    assert {one.years for one in retention.shipped().families} == {None}


def test_a_reason_without_words_is_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenProcedures, match="hold"):
        rights.load(changed(tmp_path, "rights.yaml", "key: hold", "key: held"))


def test_the_work_sheet_asks_all_that_the_notice_tells() -> None:
    wanted = {"time", "place", "act", "people", "amount", "contact", "effects", "measures"}
    assert {part.key for part in breach.shipped().parts} == wanted
