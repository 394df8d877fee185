"""Where the law protects a name, nobody finds it outside the answers themselves."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from pdf_templates.renderer import Renderer
from services.documents import shelf as documents
from services.documents.builders import BUILDERS
from services.documents.matter import gather
from services.dossiers import inbox, unsealing
from services.dossiers.actions import Case, Request, act
from services.dossiers.filters import Filters, Scope
from services.dossiers.history import Actor
from services.dossiers.models import Dossier, HistoryEntry
from services.files import shelf
from services.files.models import StoredFile
from services.outbox.models import OutboxMessage
from services.resources import Resources
from services.web.document_titles import FILE_NAMES
from storage.objects import Objects
from tests import staff
from tests.filing import ATTEMPT, NOW, hand_in, prepared

DENUNCIATION = "2.002396"
NAME = "Quách Diễm Khuê"
HINTS = ("quách", "khuê", "quach", "khue")


@pytest.fixture
def dossier(resources: Resources) -> Dossier:
    """File under a name that occurs nowhere else, also where it ought not to be written."""
    raw = prepared(resources, DENUNCIATION)
    with resources.database.transaction() as session:
        session.execute(update(StoredFile).values(name=f"Đơn của {NAME}.PDF"))
    return hand_in(resources, code=DENUNCIATION, raw=named(raw)).dossier


def named(raw: dict[str, Any]) -> dict[str, Any]:
    return raw | {
        "denouncer": raw["denouncer"] | {"full_name": NAME},
        "represented_person": NAME,
        "others": [raw["others"][0] | {"full_name": NAME}],
        "subject": f"Tôi là {NAME.upper()}, tố cáo việc nhận tiền sai quy định.",
        "content": f"Tôi là {NAME}. Cán bộ đã nhận tiền của ba hộ dân.",
    }


def case_of(resources: Resources, dossier: Dossier) -> Case:
    procedure = resources.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    return Case(dossier, procedure, resources.catalogue.workflow(procedure.workflow))


def papers(resources: Resources, dossier_id: int, objects: Objects) -> Iterator[str]:
    """Write all that was promised, as the reader sees it."""
    with resources.database.transaction() as session:
        for entry in session.scalars(select(HistoryEntry).filter_by(dossier_id=dossier_id)):
            matter = gather(session, resources.catalogue, entry, objects=objects, base_url="")
            for promised in session.scalars(select(OutboxMessage).filter_by(history_id=entry.id)):
                yield Renderer().markup(BUILDERS[promised.argument](matter))


def is_clean(text: str) -> bool:
    return not any(hint in text.lower() for hint in HINTS)


def test_the_applicant_has_a_pseudonym_made_of_the_number(dossier: Dossier) -> None:
    assert dossier.applicant_name == f"Người tố cáo NTC-{dossier.number}"


def test_nothing_of_the_row_names_anybody(dossier: Dossier) -> None:
    assert is_clean(repr(vars(dossier)))


def test_the_matter_is_shown_without_the_name(dossier: Dossier) -> None:
    assert dossier.subject == "Được niêm phong"


@pytest.mark.parametrize("words", [NAME, "quach diem khue", "khue"])
def test_a_search_for_the_name_finds_nothing(
    resources: Resources, dossier: Dossier, words: str
) -> None:
    wanted = Filters(scope=Scope.ALL, search=words)
    with resources.database.transaction() as session:
        page = inbox.page(session, dossier.agency_id, wanted, today=NOW.date())
    assert list(page.rows) == []


def test_the_history_tells_what_happened_without_a_name(
    resources: Resources, dossier: Dossier
) -> None:
    with resources.database.transaction() as session:
        entry = session.scalars(select(HistoryEntry).filter_by(dossier_id=dossier.id)).one()
        assert (entry.actor_name, is_clean(repr(entry.inputs))) == (dossier.applicant_name, True)


@pytest.mark.parametrize("action", ["receive", "refuse", "request_supplement"])
def test_no_paper_of_the_desk_names_the_denouncer(
    resources: Resources, dossier: Dossier, action: str
) -> None:
    given = {"reason_code": "29c", "reason": "Việc của nơi khác.", "items": ["Chứng cứ"]}
    hoa = staff.named(resources, staff.MODEL)
    with resources.database.transaction() as session:
        known = session.get_one(Dossier, dossier.id)
        wish = Request(action, Actor("officer", hoa.full_name, hoa), known.revision, given)
        act(session, case_of(resources, known), wish, now=NOW)
    written = list(papers(resources, dossier.id, resources.objects))
    assert (len(written), [text for text in written if not is_clean(text)]) == (2, [])


def test_files_are_called_by_neutral_names(resources: Resources, dossier: Dossier) -> None:
    with resources.database.transaction() as session:
        names = {stored.name for stored in shelf.of_dossier(session, dossier.id)}
    assert names == {f"tep-{place:02}.pdf" for place in range(1, len(names) + 1)}


def test_objects_and_downloads_are_named_by_ids_and_numbers(
    resources: Resources, dossier: Dossier, work: Callable[[], None]
) -> None:
    work()
    with resources.database.transaction() as session:
        keys = [one.object_key for one in documents.issued(session, dossier.id)]
        keys += [one.object_key for one in shelf.of_dossier(session, dossier.id)]
    assert is_clean(" ".join([*keys, *FILE_NAMES.values()]))


def test_the_log_of_all_the_work_is_silent_about_the_name(
    resources: Resources, work: Callable[[], None], capfd: pytest.CaptureFixture[str]
) -> None:
    hand_in(resources, code=DENUNCIATION, raw=named(prepared(resources, DENUNCIATION)))
    work()
    assert is_clean("".join(capfd.readouterr()))


def test_the_own_copy_names_its_denouncer(resources: Resources, dossier: Dossier) -> None:
    with resources.database.transaction() as session:
        entry = session.scalars(select(HistoryEntry).filter_by(dossier_id=dossier.id)).one()
        key = resources.access_codes.key(resources.access_codes.for_attempt(ATTEMPT))
        matter = gather(
            session,
            resources.catalogue,
            entry,
            objects=resources.objects,
            base_url="",
            opened=unsealing.by_code(session, dossier, key),
        )
        assert f"Họ và tên: {NAME}" in Renderer().markup(BUILDERS["petition"](matter))


def test_a_visitor_is_protected_only_with_a_denunciation(resources: Resources) -> None:
    open_name = hand_in(resources, code="2.001909").dossier.applicant_name
    raw = prepared(resources, "2.001909", "another") | {"matter_kind": "denunciation"}
    raw["protected_visitor"] = {
        key: value
        for key, value in raw["visitor"].items()
        if key not in {"subject", "organisation_name", "organisation_code", "position"}
    }
    hidden = hand_in(resources, code="2.001909", attempt="another", raw=raw).dossier.applicant_name
    assert (open_name, hidden[:26]) == ("Nguyễn Thị Hương Giang", "Người được giữ bí mật NTC-")


def test_information_shows_that_nobody_is_named(resources: Resources) -> None:
    assert hand_in(resources, code="TTTC").dossier.applicant_name == "Người gửi không ghi tên"
