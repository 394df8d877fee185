"""The catalogue of a process: several sources, bad documents set aside, news seen in time."""

import os
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from forms.catalogue import Catalogue, UnknownProcedure
from services.agencies import directory
from services.authoring import keeping, publishing
from services.authoring.library import LOOK_EVERY, Library
from services.authoring.models import PublishedProcedure
from services.resources import Resources
from tests.filing import NOW, hand_in
from tests.shipped import CATALOGUE
from tests.versions import CODE, LABEL, first_label, own, version, with_other_parts

TODAY = date(2026, 11, 20)


class Clock:
    """A clock that the test moves on."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(resources: Resources, tmp_path: Path, clock: Clock) -> Library:
    return Library(resources.database, tmp_path, shipped=CATALOGUE, clock=clock)


def write(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")


def publish(resources: Resources, text: str) -> None:
    with resources.database.transaction() as session:
        catalogue = Catalogue((), resources.library.shipped.workflows)
        publishing.publish_by_hand(session, catalogue, text=text, slug="own", now=NOW)


def use(resources: Resources, catalogue: Catalogue, code: str = "HT-1") -> None:
    with resources.database.transaction() as session:
        keeping.keep(session, catalogue.version(code, 1), now=NOW)


def why(catalogue: Catalogue) -> str:
    return "\n".join(str(quarantined) for quarantined in publishing.quarantined(catalogue))


def test_a_file_of_the_agency_is_offered(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "own.yaml", own())
    assert library.catalogue().get("HT-1", TODAY).slug == "own"


def test_a_bad_file_is_set_aside_and_the_rest_runs(library: Library, tmp_path: Path) -> None:
    write(tmp_path, "bad.yaml", own("HT-2").replace("workflow: petition", "workflow: no"))
    write(tmp_path, "own.yaml", own())
    catalogue = library.catalogue()
    assert catalogue.get("HT-1", TODAY).version == 1
    assert "no workflow is called “no_intake”" in why(catalogue)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: [", b"", b"a: &x [*x]", b"[" * 5000])
def test_rubbish_is_set_aside(library: Library, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.yaml").write_bytes(content)
    assert "bad.yaml" in why(library.catalogue())


def test_a_directory_that_is_not_there_is_told(resources: Resources, tmp_path: Path) -> None:
    found = Library(resources.database, tmp_path / "gone", shipped=CATALOGUE).catalogue()
    assert "there is no such directory" in why(found)


def test_a_version_in_two_sources_counts_once(
    library: Library, resources: Resources, tmp_path: Path
) -> None:
    publish(resources, own())
    write(tmp_path, "own.yaml", own("HT-1", 1, LABEL))
    found = library.catalogue()
    assert "version 1 of HT-1 stands in own.yaml already" in why(found)
    assert found.version("HT-1", 1).text == own()


def test_the_same_document_in_two_places_is_no_clash(
    library: Library, resources: Resources, tmp_path: Path
) -> None:
    publish(resources, own())
    write(tmp_path, "own.yaml", own())
    assert why(library.catalogue()) == ""


def test_what_is_published_is_seen_after_a_moment(
    library: Library, resources: Resources, clock: Clock
) -> None:
    library.catalogue()
    publish(resources, own())
    clock.time += LOOK_EVERY
    assert library.catalogue().get("HT-1", TODAY).version == 1


def test_until_then_nothing_is_asked(library: Library, resources: Resources, clock: Clock) -> None:
    before = library.catalogue()
    publish(resources, own())
    clock.time += LOOK_EVERY / 2
    assert library.catalogue() is before


def test_what_was_published_a_moment_ago_is_found_by_its_version(
    library: Library, resources: Resources
) -> None:
    held = library.catalogue()
    publish(resources, own())
    assert held.version("HT-1", 1).code == "HT-1"


def test_a_changed_file_is_read_again(library: Library, tmp_path: Path, clock: Clock) -> None:
    write(tmp_path, "own.yaml", own())
    library.catalogue()
    write(tmp_path, "own.yaml", own("HT-1", 1, LABEL))
    os.utime(tmp_path / "own.yaml", (1, 1))
    clock.time += LOOK_EVERY
    assert "Sự việc" in library.catalogue().version("HT-1", 1).text


def test_a_version_that_was_used_outlives_its_file(
    library: Library, resources: Resources, tmp_path: Path, clock: Clock
) -> None:
    write(tmp_path, "own.yaml", own())
    use(resources, library.catalogue())
    (tmp_path / "own.yaml").unlink()
    clock.time += LOOK_EVERY
    found = library.catalogue()
    assert found.version("HT-1", 1).text == own()
    with pytest.raises(UnknownProcedure):
        found.get("HT-1", TODAY)


def test_a_version_that_was_used_is_not_changed(
    library: Library, resources: Resources, tmp_path: Path
) -> None:
    write(tmp_path, "own.yaml", own())
    use(resources, library.catalogue())
    write(tmp_path, "own.yaml", own("HT-1", 1, LABEL))
    found = library.look()
    assert found.get("HT-1", TODAY).text == own()
    assert "version 1 of HT-1 was used and cannot be changed: raise the version" in why(found)


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_version_that_was_used_keeps_its_shared_parts(
    library: Library, resources: Resources, tmp_path: Path, *, is_gone: bool
) -> None:
    write(tmp_path, "own.yaml", own())
    before = with_other_parts(library.catalogue().version("HT-1", 1))
    with resources.database.transaction() as session:
        keeping.keep(session, before, now=NOW)
    if is_gone:
        (tmp_path / "own.yaml").unlink()
    found = library.look()
    assert first_label(found.version("HT-1", 1)) == "Bạn là ai?"
    told = "was used, and a shared part of it was changed since: raise the version"
    assert (told in why(found)) is not is_gone


def test_a_published_version_keeps_its_shared_parts(library: Library, resources: Resources) -> None:
    publish(resources, own())
    shipped = with_other_parts(library.look().version("HT-1", 1))
    with resources.database.transaction() as session:
        row = session.scalars(select(PublishedProcedure)).one()
    kept = row.shared
    assert kept is not None
    assert kept["blocks"].keys() == {"person", "address"}
    assert kept != shipped.shared


def test_a_version_that_was_used_may_be_given_its_end(
    library: Library, resources: Resources, tmp_path: Path
) -> None:
    write(tmp_path, "own.yaml", own())
    use(resources, library.catalogue())
    write(tmp_path, "own.yaml", own().replace("effective_to: null", "effective_to: 2027-01-31"))
    found = library.look()
    assert found.version("HT-1", 1).effective_to == date(2027, 1, 31)
    assert why(found) == ""


def test_filing_keeps_the_version(resources: Resources) -> None:
    found = Library(resources.database, None, shipped=CATALOGUE).catalogue()
    procedure = found.get("2.002409", TODAY)
    hand_in(resources, procedure=procedure)
    with resources.database.transaction() as session:
        kept = keeping.used_hashes(session)
    assert ("2.002409", 1) in kept


def test_a_new_version_follows_an_open_ended_one(library: Library, resources: Resources) -> None:
    publish(resources, version(2, begins="2027-01-01"))
    found = library.catalogue()
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [found.get(CODE, day).version for day in days] == [1, 2]


def test_a_procedure_that_is_withdrawn_is_offered_no_more(
    library: Library, resources: Resources
) -> None:
    publish(resources, version(2, ("field_of_work:", "published: false\nfield_of_work:")))
    with pytest.raises(UnknownProcedure):
        library.catalogue().get(CODE, TODAY)


@pytest.mark.parametrize(
    ("office", "offering"),
    [("TTT.TN", {"TTT.TN", "XA.05443", "XA.05830"}), ("XA.05443", {"XA.05443"})],
)
def test_an_agency_offers_its_own_and_what_is_above_it(
    resources: Resources, office: str, offering: set[str]
) -> None:
    levels = ("commune", "province", "ministry")
    with resources.database.transaction() as session:
        found = directory.offering(session, levels, directory.get(session, office).id)
        told = {
            agency.code
            for agency in directory.on_levels(session, levels)
            if directory.offers(session, agency, levels, directory.get(session, office).id)
        }
    assert ({agency.code for agency in found}, told) == (offering, offering)
