"""What is sealed of a dossier: opened by code or data key, and never by the database alone."""

import io
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from services.custody.ceremonies import Ceremony
from services.custody.refusals import NoCustodyKey
from services.dossiers.models import Dossier
from services.identity import envelope, store
from services.identity.about import of_dossier
from services.identity.files import Owner, opened_stream, own_key, sealed_upload, wrapped_for
from services.identity.models import SealedKey, SealedValue
from services.identity.refusals import NothingSealed, Tampered, WrongKey
from services.resources import Resources
from tests.custodian import MINISTRY, PROVINCE, key_for
from tests.filing import NOW, hand_in

NAME = "Đỗ Thị Kim Ngân Hà"
VALUES: dict[str, Any] = {"identity": {"name": NAME, "phone": "0912 000 111"}, "signature": "s-1"}
FILE = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def code_key(resources: Resources) -> bytes:
    return resources.access_codes.key("2222-3333-4444-5555")


@pytest.fixture
def dossier(resources: Resources, province_key: Ceremony) -> Dossier:  # noqa: ARG001 - sealed to it
    return hand_in(resources).dossier


@pytest.fixture
def data_key(resources: Resources, dossier: Dossier, code_key: bytes) -> bytes:
    return seal(resources, dossier, code_key)


def seal(resources: Resources, dossier: Dossier, code_key: bytes) -> bytes:
    with resources.database.transaction() as session:
        return store.seal_dossier(session, dossier.id, dossier.agency_id, code_key, VALUES, now=NOW)


def by_code(resources: Resources, dossier_id: int, code_key: bytes) -> dict[str, Any]:
    with resources.database.transaction() as session:
        return store.open_with_code(session, dossier_id, code_key)


@pytest.mark.usefixtures("data_key")
def test_the_code_opens_everything(resources: Resources, dossier: Dossier, code_key: bytes) -> None:
    assert by_code(resources, dossier.id, code_key) == VALUES


@pytest.mark.usefixtures("data_key")
def test_another_code_opens_nothing(resources: Resources, dossier: Dossier) -> None:
    other = resources.access_codes.key("9999-3333-4444-5555")
    with pytest.raises(WrongKey):
        by_code(resources, dossier.id, other)


def test_the_data_key_opens_what_is_in_the_scope(
    resources: Resources, dossier: Dossier, data_key: bytes
) -> None:
    with resources.database.transaction() as session:
        opened = store.open_with_key(session, dossier.id, data_key, ["signature"])
    assert opened == {"signature": "s-1"}


@pytest.mark.usefixtures("data_key")
def test_the_rows_hold_no_name(resources: Resources) -> None:
    with resources.database.transaction() as session:
        rows = session.execute(text("SELECT v::text FROM sealed_values v")).scalars().all()
    dump = "".join(rows)
    words = [NAME, VALUES["identity"]["phone"]]
    assert [word for word in words if word in dump or word.encode().hex() in dump] == []


def test_an_agency_without_any_key_cannot_seal(resources: Resources, code_key: bytes) -> None:
    with pytest.raises(NoCustodyKey):
        seal(resources, hand_in(resources).dossier, code_key)


def test_a_dossier_without_protected_part_is_told(resources: Resources, dossier: Dossier) -> None:
    with pytest.raises(NothingSealed):
        by_code(resources, dossier.id, bytes(32))


@pytest.mark.usefixtures("data_key")
def test_a_dossier_is_sealed_once(resources: Resources, dossier: Dossier, code_key: bytes) -> None:
    with pytest.raises(IntegrityError):
        seal(resources, dossier, code_key)


@pytest.mark.usefixtures("data_key")
@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "other"},
        {"version": 2},
        {"ciphertext": text("set_byte(ciphertext, 60, get_byte(ciphertext, 60) # 1)")},
        {"ciphertext": b""},
    ],
)
def test_a_changed_row_is_refused(
    resources: Resources, dossier: Dossier, code_key: bytes, change: dict[str, Any]
) -> None:
    with resources.database.transaction() as session:
        row = SealedValue.purpose == "identity"
        session.execute(update(SealedValue).where(row).values(change))
    with pytest.raises(Tampered):
        by_code(resources, dossier.id, code_key)


def test_an_old_version_put_back_is_refused(
    resources: Resources, dossier: Dossier, data_key: bytes, code_key: bytes
) -> None:
    with resources.database.transaction() as session:
        old = session.get_one(SealedValue, (dossier.id, "identity")).ciphertext
    with resources.database.transaction() as session:
        store.reseal(session, dossier.id, data_key, {"identity": {"name": "khác"}}, now=NOW)
    with resources.database.transaction() as session:
        session.execute(
            update(SealedValue).where(SealedValue.purpose == "identity").values(ciphertext=old)
        )
    with pytest.raises(Tampered):
        by_code(resources, dossier.id, code_key)


def test_resealed_content_takes_the_place_of_the_old(
    resources: Resources, dossier: Dossier, data_key: bytes, code_key: bytes
) -> None:
    fresh = {"identity": {"name": "khác"}, "note": "thêm"}
    with resources.database.transaction() as session:
        store.reseal(session, dossier.id, data_key, fresh, now=NOW + timedelta(days=1))
    assert by_code(resources, dossier.id, code_key) == {**VALUES, **fresh}


@pytest.mark.usefixtures("data_key")
def test_a_data_key_of_another_dossier_is_refused(
    resources: Resources, dossier: Dossier, code_key: bytes
) -> None:
    other = hand_in(resources, attempt="another-attempt-of-a-person").dossier
    seal(resources, other, code_key)
    with resources.database.transaction() as session:
        stolen = session.get_one(SealedKey, other.id).code_wrap
        session.get_one(SealedKey, dossier.id).code_wrap = stolen
    with pytest.raises(Tampered):
        by_code(resources, dossier.id, code_key)


@pytest.mark.usefixtures("data_key")
def test_somebody_who_cannot_open_may_add_a_letter(
    resources: Resources, dossier: Dossier, code_key: bytes
) -> None:
    with resources.database.transaction() as session:
        store.add_letter(session, dossier.id, "message:1", {"text": "Mời bạn bổ sung"}, now=NOW)
    assert by_code(resources, dossier.id, code_key)["message:1"] == {"text": "Mời bạn bổ sung"}


def test_a_letter_needs_a_protected_dossier(resources: Resources, dossier: Dossier) -> None:
    with resources.database.transaction() as session, pytest.raises(NothingSealed):
        store.add_letter(session, dossier.id, "message:1", "", now=NOW)


def test_the_nearest_key_is_used(
    resources: Resources, dossier: Dossier, province_key: Ceremony, code_key: bytes
) -> None:
    key_for(resources, MINISTRY)
    seal(resources, dossier, code_key)
    with resources.database.transaction() as session:
        used = session.get_one(SealedKey, dossier.id).custody_wrap
    own = province_key.made.public_key
    assert used.startswith(envelope.head_of(envelope.Kind.FOR_CUSTODY, own))


@pytest.mark.usefixtures("data_key")
def test_a_newer_key_is_used_at_once(resources: Resources, code_key: bytes) -> None:
    newer = key_for(resources, PROVINCE)
    later = hand_in(resources, attempt="later").dossier
    seal(resources, later, code_key)
    with resources.database.transaction() as session:
        used = session.get_one(SealedKey, later.id).custody_wrap
    assert used.startswith(envelope.head_of(envelope.Kind.FOR_CUSTODY, newer.made.public_key))
    assert by_code(resources, later.id, code_key) == VALUES


def test_what_was_sealed_as_it_was_written_still_opens(
    resources: Resources, dossier: Dossier, data_key: bytes
) -> None:
    about = of_dossier(dossier.id, "signature")
    as_written = envelope.seal(data_key, b'"s-2"', about)
    with resources.database.transaction() as session:
        row = session.get_one(SealedValue, (dossier.id, "signature"))
        row.ciphertext = as_written
        assert store.open_with_key(session, dossier.id, data_key, ["signature"]) == {
            "signature": "s-2"
        }


def test_a_sealed_file_comes_back_from_the_object_store(resources: Resources) -> None:
    owner = Owner("dossier:1", envelope.new_key())
    content = io.BytesIO(b"evidence " * 100_000)
    key = sealed_upload(resources.objects, "sealed/1", content, file_id=FILE)
    wrapped = wrapped_for(owner, key, file_id=FILE)
    stream = opened_stream(resources.objects, "sealed/1", wrapped, owner, file_id=FILE)
    assert b"".join(stream) == content.getvalue()


def test_the_object_store_sees_nothing_of_a_sealed_file(resources: Resources) -> None:
    sealed_upload(resources.objects, "sealed/1", io.BytesIO(b"evidence"), file_id=FILE)
    assert b"evidence" not in resources.objects.get("sealed/1")


def test_a_drafts_file_becomes_a_dossiers_unmoved(resources: Resources) -> None:
    draft = Owner("draft:1", envelope.new_key())
    filed = Owner("dossier:1", envelope.new_key())
    key = sealed_upload(resources.objects, "sealed/1", io.BytesIO(b"scan"), file_id=FILE)
    wrapped = wrapped_for(draft, key, file_id=FILE)
    given = wrapped_for(filed, own_key(wrapped, draft, file_id=FILE), file_id=FILE)
    stream = opened_stream(resources.objects, "sealed/1", given, filed, file_id=FILE)
    assert b"".join(stream) == b"scan"


def test_an_object_in_the_place_of_another_is_refused(resources: Resources) -> None:
    owner = Owner("dossier:1", envelope.new_key())
    sealed_upload(resources.objects, "sealed/2", io.BytesIO(b"b"), file_id="2")
    key = sealed_upload(resources.objects, "sealed/1", io.BytesIO(b"a"), file_id="1")
    wrapped = wrapped_for(owner, key, file_id="1")
    with pytest.raises(WrongKey):
        next(opened_stream(resources.objects, "sealed/2", wrapped, owner, file_id="1"))
