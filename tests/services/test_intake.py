"""Files are measured, recognised, hashed, streamed and noted; or refused by name."""

import hashlib
import io
import unicodedata
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import func, select

from services.agencies import directory
from services.drafts import drafts
from services.files import intake, shelf
from services.files.intake import FileRefused, Incoming, Intake, Owner, Refusal, Rules, clean_name
from services.files.models import Purpose, StoredFile
from services.resources import Resources
from tests.filing import AGENCY, COMPLAINT, NOW, stored

MEGABYTE = 1024 * 1024
RULES = Rules(most_bytes=MEGABYTE, most_files=2)
NOBODY = Owner()


def picture(padding: int = 0) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    return made.getvalue() + bytes(padding)


def take(
    resources: Resources,
    content: bytes,
    *,
    name: str = "anh.png",
    owner: Owner = NOBODY,
    now: datetime = NOW,
) -> StoredFile:
    with resources.database.transaction() as session:
        return Intake(resources.objects, RULES).take(
            session,
            Incoming(name, io.BytesIO(content)),
            owner=owner,
            purpose=Purpose.ANSWER,
            now=now,
        )


def draft_of(resources: Resources) -> Owner:
    with resources.database.transaction() as session:
        subject = drafts.Subject(COMPLAINT, 1, directory.get(session, AGENCY).id)
        return Owner(draft_id=drafts.begin(session, subject, days=30, now=NOW).draft.id)


def test_taken_file_lies_in_the_store_byte_by_byte(resources: Resources) -> None:
    kept = take(resources, picture())
    assert resources.objects.get(kept.object_key) == picture()


def test_taken_file_is_measured_and_hashed(resources: Resources) -> None:
    kept = take(resources, picture())
    assert (kept.size, kept.sha256) == (len(picture()), hashlib.sha256(picture()).digest())


def test_type_comes_from_the_content_not_from_the_name(resources: Resources) -> None:
    assert take(resources, picture(), name="don.pdf").content_type == "image/png"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.EMPTY),
        (picture(MEGABYTE), Refusal.TOO_LARGE),
        (b"<html></html>", Refusal.UNKNOWN_KIND),
    ],
)
def test_file_is_refused_with_its_reason(
    resources: Resources, content: bytes, reason: Refusal
) -> None:
    with pytest.raises(FileRefused) as refused:
        take(resources, content, name="../../etc/don.pdf")
    assert (refused.value.reason, refused.value.name) == (reason, "don.pdf")


def test_file_of_the_very_limit_is_taken(resources: Resources) -> None:
    kept = take(resources, picture(MEGABYTE - len(picture())))
    assert kept.size == MEGABYTE


def test_refused_file_is_not_noted(resources: Resources) -> None:
    with pytest.raises(FileRefused):
        take(resources, b"<html></html>")
    with resources.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_one_file_too_many_is_refused(resources: Resources) -> None:
    owner = draft_of(resources)
    for _ in range(RULES.most_files):
        take(resources, picture(), owner=owner)
    with pytest.raises(FileRefused) as refused:
        take(resources, picture(), owner=owner)
    assert refused.value.reason is Refusal.TOO_MANY


def test_files_of_one_draft_do_not_count_for_another(resources: Resources) -> None:
    for _ in range(RULES.most_files):
        take(resources, picture(), owner=draft_of(resources))
    assert take(resources, picture(), owner=draft_of(resources)).size


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("đơn.pdf", "đơn.pdf"),
        ("C:\\Users\\An\\đơn.pdf", "đơn.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n\r\tc\x1b[31m.pdf", "abc[31m.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        (unicodedata.normalize("NFD", "Đơn khiếu nại.pdf"), "Đơn khiếu nại.pdf"),
        ("ế" * 255 + ".pdf", "ế" * 116 + ".pdf"),
        ("a." + "x" * 300, "a." + "x" * 118),
        ("", "tep"),
        ("...", "tep"),
        ("/", "tep"),
        ("  .pdf  ", "pdf"),
        ("\ud800.pdf", "pdf"),
    ],
)
def test_name_is_kept_as_the_person_knows_it(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@given(st.text(st.characters(), max_size=400))
def test_no_name_breaks_out(name: str) -> None:
    kept = clean_name(name)
    assert 0 < len(kept) <= intake.LONGEST_NAME
    assert not set(kept) & set("/\\\x00\r\n")


def test_files_of_a_draft_are_listed_in_order(resources: Resources) -> None:
    owner = draft_of(resources)
    names = ["b.png", "a.png"]
    for minutes, name in enumerate(names):
        later = NOW + timedelta(minutes=minutes)
        take(resources, picture(), name=name, owner=owner, now=later)
    assert owner.draft_id is not None
    with resources.database.transaction() as session:
        assert [kept.name for kept in shelf.of_draft(session, owner.draft_id)] == names


def test_file_taken_out_of_a_draft_leaves_the_store(resources: Resources) -> None:
    owner = draft_of(resources)
    kept = take(resources, picture(), owner=owner)
    assert owner.draft_id is not None
    with resources.database.transaction() as session:
        shelf.remove(session, resources.objects, draft_id=owner.draft_id, file_id=kept.id)
    assert kept.object_key not in set(resources.objects.keys("files/"))


def test_file_of_somebody_elses_draft_is_not_taken_out(resources: Resources) -> None:
    kept = take(resources, picture(), owner=draft_of(resources))
    with resources.database.transaction() as session:
        shelf.remove(session, resources.objects, draft_id=uuid4(), file_id=kept.id)
    assert resources.objects.get(kept.object_key)


def test_sweep_removes_what_nobody_claimed(resources: Resources) -> None:
    kept = take(resources, picture())
    with resources.database.transaction() as session:
        assert shelf.sweep(session, resources.objects, before=NOW) == 0
    with resources.database.transaction() as session:
        assert shelf.sweep(session, resources.objects, before=NOW.replace(hour=9)) == 1
    assert kept.object_key not in set(resources.objects.keys("files/"))


def test_sweep_leaves_the_files_of_a_draft(resources: Resources) -> None:
    take(resources, picture(), owner=draft_of(resources))
    with resources.database.transaction() as session:
        assert shelf.sweep(session, resources.objects, before=NOW.replace(hour=9)) == 0


def test_unknown_file_cannot_be_claimed(resources: Resources) -> None:
    unknown = str(uuid4())
    with resources.database.transaction() as session, pytest.raises(shelf.FilesMissing) as missing:
        shelf.claim(session, [unknown], dossier_id=1, draft_id=None)
    assert missing.value.ids == {unknown}


def test_file_of_another_draft_cannot_be_claimed(resources: Resources) -> None:
    owner = draft_of(resources)
    with resources.database.transaction() as session:
        kept = stored(session, draft_id=owner.draft_id)
        with pytest.raises(shelf.FilesMissing):
            shelf.claim(session, [str(kept.id)], dossier_id=1, draft_id=None)


def test_nothing_to_claim_is_nothing_claimed(resources: Resources) -> None:
    with resources.database.transaction() as session:
        assert list(shelf.claim(session, [], dossier_id=1, draft_id=None)) == []
