"""Passkeys: kept, used, refused when they prove nothing, closed when they count backwards."""

import json

import pytest
from sqlalchemy.orm import Session

from services.accounts import factors, passkeys
from services.accounts.factor_models import Passkey
from services.accounts.models import Officer, OfficerSession
from services.accounts.passkeys import MOST, Site
from services.accounts.refusals import PasskeyCopied, PasskeyRefused, TooManyPasskeys
from services.accounts.sealing import Seals
from tests.filing import NOW
from tests.passkey_device import PasskeyDevice

SITE = Site.at("https://motcua.example", "Một Cửa")


def device(site: Site = SITE) -> PasskeyDevice:
    return PasskeyDevice(site.host, site.origin)


def added(session: Session, row: OfficerSession, seals: Seals, held: PasskeyDevice) -> Passkey:
    answer = held.create(passkeys.offer(session, row, SITE, seals=seals))
    key = passkeys.keep(session, row, SITE, answer, "điện thoại", now=NOW)
    session.flush()
    return key


@pytest.fixture
def held(session: Session, row: OfficerSession, seals: Seals) -> PasskeyDevice:
    made = device()
    added(session, row, seals, made)
    return made


def test_a_key_that_was_added_opens(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    answer = held.get(passkeys.ask(session, row, SITE))
    assert passkeys.accept(session, row, SITE, answer, now=NOW).used_at == NOW


def test_an_answer_serves_once(session: Session, row: OfficerSession, held: PasskeyDevice) -> None:
    answer = held.get(passkeys.ask(session, row, SITE))
    passkeys.accept(session, row, SITE, answer, now=NOW)
    with pytest.raises(PasskeyRefused):
        passkeys.accept(session, row, SITE, answer, now=NOW)


def test_an_answer_to_another_question_proves_nothing(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    answer = held.get(passkeys.ask(session, row, SITE))
    passkeys.ask(session, row, SITE)
    with pytest.raises(PasskeyRefused):
        passkeys.accept(session, row, SITE, answer, now=NOW)


def test_what_a_false_site_was_told_proves_nothing(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    held.origin = "https://motcua.example.org"
    answer = held.get(passkeys.ask(session, row, SITE))
    with pytest.raises(PasskeyRefused):
        passkeys.accept(session, row, SITE, answer, now=NOW)


def test_another_device_with_the_same_name_proves_nothing(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    false = PasskeyDevice(SITE.host, SITE.origin, id=held.id)
    with pytest.raises(PasskeyRefused):
        passkeys.accept(session, row, SITE, false.get(passkeys.ask(session, row, SITE)), now=NOW)


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "x" * 100_000, '{"id": 1}', "[" * 5000, '{"id":"é"}']
)
def test_nonsense_proves_nothing(
    session: Session, row: OfficerSession, held: PasskeyDevice, answer: str
) -> None:
    held.get(passkeys.ask(session, row, SITE))
    with pytest.raises(PasskeyRefused):
        passkeys.accept(session, row, SITE, answer, now=NOW)


def copied(session: Session, row: OfficerSession, held: PasskeyDevice) -> None:
    """Use the key, and then a copy of it that stands where the key stood before."""
    held.uses = 7
    answer = held.get(passkeys.ask(session, row, SITE))
    passkeys.accept(session, row, SITE, answer, now=NOW)
    held.uses = 3
    answer = held.get(passkeys.ask(session, row, SITE))
    with pytest.raises(PasskeyCopied):
        passkeys.accept(session, row, SITE, answer, now=NOW)


def test_a_key_that_counts_backwards_is_closed(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    copied(session, row, held)
    assert passkeys.of(session, row.officer_id)[0].copied_at == NOW


def test_a_closed_key_is_asked_for_no_more(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    copied(session, row, held)
    assert passkeys.ask(session, row, SITE) == ""


def test_a_closed_key_does_not_do_away_with_the_second_step(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    copied(session, row, held)
    own = factors.of(session, row.officer_id)
    assert (bool(own), own.usable) == (True, False)


def test_a_key_that_does_not_count_stays_open(
    session: Session, row: OfficerSession, held: PasskeyDevice
) -> None:
    for _ in range(2):
        held.uses = -1
        answer = held.get(passkeys.ask(session, row, SITE))
        passkeys.accept(session, row, SITE, answer, now=NOW)
    assert passkeys.of(session, row.officer_id)[0].copied_at is None


def test_a_key_is_added_once(
    session: Session, row: OfficerSession, seals: Seals, held: PasskeyDevice
) -> None:
    with pytest.raises(PasskeyRefused):
        added(session, row, seals, held)


def test_keys_that_are_there_are_told_to_the_browser(
    session: Session, row: OfficerSession, seals: Seals, held: PasskeyDevice
) -> None:
    assert held.id
    options = json.loads(passkeys.offer(session, row, SITE, seals=seals))
    assert len(options["excludeCredentials"]) == 1


def test_the_device_is_told_no_number_of_the_account(
    session: Session, row: OfficerSession, seals: Seals
) -> None:
    options = json.loads(passkeys.offer(session, row, SITE, seals=seals))
    assert len(options["user"]["id"]) > 40


def test_there_are_ten_keys_at_most(session: Session, row: OfficerSession, seals: Seals) -> None:
    for _ in range(MOST):
        added(session, row, seals, device())
    with pytest.raises(TooManyPasskeys):
        added(session, row, seals, device())


def test_nobody_takes_another_officer_s_key_away(
    session: Session, officer: Officer, held: PasskeyDevice
) -> None:
    assert held.id
    key = passkeys.of(session, officer.id)[0]
    passkeys.remove(session, Officer(id=officer.id + 1), key.id)
    session.flush()
    assert passkeys.of(session, officer.id) == [key]


@pytest.mark.parametrize(
    ("address", "takes"),
    [
        ("https://motcua.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://10.0.0.1", False),
        ("http://motcua.example", False),
    ],
)
def test_browsers_make_keys_for_names_over_https(address: str, *, takes: bool) -> None:
    assert Site.at(address, "x").takes_keys is takes
