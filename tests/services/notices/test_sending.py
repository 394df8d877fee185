"""A notice says nothing, goes once an hour at most, waits when it cannot go, and is not lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from services import doctor
from services.dossiers.models import Dossier
from services.jobs import workshop
from services.messages.models import Message
from services.notices import contacts, sending
from services.notices.contacts import AddressRefused
from services.notices.models import Notice, NoticeContact, NoticeState
from services.notices.sending import Post
from services.outbox.models import OutboxMessage
from services.resources import Resources
from tests import talks
from tests.filing import NOW
from tests.post_office import TAKEN, PostOffice
from tests.service import free_port
from tests.services.notices.conftest import ADDRESS

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def notify(
    resources: Resources, post: Post, message: Message, now: datetime = NOW
) -> datetime | None:
    with resources.database.transaction() as session:
        return sending.notify(session, post, message.id, now=now)


def ledger(resources: Resources) -> list[Notice]:
    with resources.database.transaction() as session:
        return list(session.scalars(select(Notice).order_by(Notice.id)))


def test_the_mail_says_only_that_there_is_news(
    resources: Resources, wanted: Dossier, post: Post, office: PostOffice
) -> None:
    notify(resources, post, talks.by_officer(resources, wanted))
    (mail,) = office.mails
    assert (office.recipients, str(mail["Subject"])) == (
        [ADDRESS],
        "Có thông báo mới / There is news",
    )
    assert "đăng nhập để xem: https://motcua.test/tra-cuu" in mail.get_content()
    everything = office.raw[0].decode() + mail.get_content()
    words = (wanted.number, wanted.number[-11:], talks.ANSWERED, wanted.applicant_name)
    assert [word for word in words if word in everything] == []


def test_many_messages_make_one_mail_an_hour(
    resources: Resources, wanted: Dossier, post: Post, office: PostOffice
) -> None:
    early = [talks.by_officer(resources, wanted, now=NOW - MINUTE) for _ in range(3)]
    assert [notify(resources, post, message) for message in early] == [None] * 3
    later = talks.by_officer(resources, wanted, now=NOW + MINUTE)
    assert notify(resources, post, later, NOW + MINUTE) == NOW + HOUR
    assert len(office.mails) == 1
    assert notify(resources, post, later, NOW + HOUR) is None
    assert len(office.mails) == 2


def test_what_was_read_meanwhile_is_not_told(
    resources: Resources, wanted: Dossier, post: Post, office: PostOffice
) -> None:
    message = talks.by_officer(resources, wanted)
    with resources.database.transaction() as session:
        session.get_one(Message, message.id).read_at = NOW
    assert (notify(resources, post, message), office.mails) == (None, [])


def test_without_a_choice_nobody_is_told(
    resources: Resources, dossier: Dossier, post: Post, office: PostOffice
) -> None:
    message = talks.by_officer(resources, dossier)
    assert (notify(resources, post, message), office.mails) == (None, [])


def test_a_busy_server_is_tried_again_ever_later(
    resources: Resources, wanted: Dossier, post: Post, office: PostOffice
) -> None:
    message, now, waits = talks.by_officer(resources, wanted), NOW, []
    office.answer = "451 later"
    for _ in range(3):
        again = notify(resources, post, message, now)
        assert again is not None
        waits.append(again - now)
        now = again
    office.answer = TAKEN
    assert (notify(resources, post, message, now), waits) == (
        None,
        [MINUTE, 2 * MINUTE, 4 * MINUTE],
    )
    (kept,) = ledger(resources)
    assert (kept.state, kept.tries, kept.last_error) == (NoticeState.SENT, 4, "")


@pytest.mark.parametrize(
    ("answer", "after"), [("550 nobody", timedelta(0)), ("451 later", 4 * DAY)]
)
def test_what_never_goes_is_given_up_and_noted(
    resources: Resources,
    wanted: Dossier,
    post: Post,
    office: PostOffice,
    answer: str,
    after: timedelta,
) -> None:
    office.answer = answer
    message = talks.by_officer(resources, wanted)
    notify(resources, post, message)
    if after:
        notify(resources, post, message, NOW + after)
    (kept,) = ledger(resources)
    assert (kept.state, kept.last_error) == (NoticeState.REFUSED, "SMTPRecipientsRefused")


def test_a_server_that_is_gone_loses_nothing(
    resources: Resources, wanted: Dossier, post: Post, office: PostOffice
) -> None:
    gone = replace(post, server=replace(office.server, port=free_port()))
    message = talks.by_officer(resources, wanted)
    again = notify(resources, gone, message)
    assert again == NOW + MINUTE
    assert (notify(resources, post, message, again), len(office.mails)) == (None, 1)


def test_without_a_server_it_waits_and_the_doctor_says_so(
    resources: Resources, wanted: Dossier, work: Callable[[], None]
) -> None:
    """Through the outbox, as in earnest; what waits is no stuck work and holds nothing back."""
    workshop.open_with(resources)
    message = talks.by_officer(resources, wanted)
    work()
    (kept,) = ledger(resources)
    told = {one.what: one for one in doctor.examine(resources)}
    assert (kept.state, told["notices"].well, told["outbox"].well) == ("no_server", False, True)
    assert told["notices"].words == "1 not sent: no mail server configured (SMTP_HOST)"
    with resources.database.transaction() as session:
        session.get_one(Message, message.id).read_at = NOW
    notify(resources, Post(None, resources.notice_key, ""), message)
    assert ledger(resources) == []
    with resources.database.transaction() as session:
        waiting = select(OutboxMessage).where(OutboxMessage.effect == "notify")
        assert session.scalars(waiting).one().done_at is None


def test_it_goes_by_the_worker_once_there_is_a_server(
    resources: Resources, wanted: Dossier, office: PostOffice, work: Callable[[], None]
) -> None:
    kept = resources.settings
    resources.settings = replace(kept, mail_server=office.server)
    talks.by_officer(resources, wanted)
    work()
    resources.settings = kept
    assert len(office.mails) == 1


def test_an_address_lies_sealed_and_is_gone_when_it_is_taken_back(
    resources: Resources, wanted: Dossier, post: Post
) -> None:
    talks.by_officer(resources, wanted)
    with resources.database.transaction() as session:
        sealed = session.get_one(NoticeContact, wanted.id).sealed_address
        contacts.remove(session, wanted, now=NOW)
    message = talks.by_officer(resources, wanted)
    assert (ADDRESS.encode() in sealed, notify(resources, post, message)) == (False, None)
    assert ledger(resources) == []


@pytest.mark.parametrize(
    "address",
    ["", "an", "an@", "an@b\nBcc: x@y.vn", "x" * 300 + "@b.vn", "a\x00@b.vn", "\ud800@b.vn"],
)
def test_no_address_no_contact(resources: Resources, dossier: Dossier, address: str) -> None:
    with resources.database.transaction() as session, pytest.raises(AddressRefused):
        contacts.put(session, dossier, address, resources.notice_key, now=NOW)
