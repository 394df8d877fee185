"""Shares under PKCS#11 tokens, with real tokens in software and the real command."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest
from pkcs11 import Attribute, ObjectClass

from services.agencies import directory
from services.custody import demo, keys, tokens
from services.custody.ceremonies import Ceremony
from services.custody.client import Custodian, Proof
from services.custody.models import CustodyShare
from services.custody.refusals import (
    CustodyRefusal,
    ForeignToken,
    NoSuchToken,
    NoTokenModule,
    TokenFault,
    WrongPin,
)
from services.custody.tokens import Secret, Token
from services.custody.vault import Purpose
from services.resources import Resources
from tests.custodian import PROVINCE, officers_of
from tests.services.custody.test_commands import AGENCY, PASSPHRASE, run

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
LOADED = str(Path(MODULE).resolve())
PIN, OFFICERS_PIN = "271828", "31415926"
OWN, OTHER = Token(MODULE, "thẻ của Hà", PIN), Token(MODULE, "thẻ khác", PIN)


@pytest.fixture(scope="module", autouse=True)
def plugged_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Plug in two empty tokens; SoftHSM reads once where they are, at the first call."""
    place = tmp_path_factory.mktemp("tokens")
    settings = place / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {place}\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SOFTHSM2_CONF", str(settings))
        for token in (OWN, OTHER):
            pins = ["--pin", token.pin, "--so-pin", OFFICERS_PIN]
            command = ["softhsm2-util", "--init-token", "--free", "--label", token.label, *pins]
            subprocess.run(command, check=True, capture_output=True)
        yield
        pkcs11.unload(LOADED)


@pytest.fixture(scope="module")
def kept() -> Secret:
    """Make the key in the token, once: that takes its time."""
    return tokens.new_secret(OWN)


def test_the_token_gives_the_secret_back(kept: Secret) -> None:
    given = tokens.secret_of(OWN, kept.kept)
    assert (given, kept.passphrase.encode() in kept.kept) == (kept.passphrase, False)


def test_two_secrets_share_the_key_but_nothing_else(kept: Secret) -> None:
    second = tokens.new_secret(OWN)
    with pkcs11.lib(LOADED).get_token(token_label=OWN.label).open(user_pin=PIN) as session:
        made = list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY}))
    assert (len(made), second.passphrase == kept.passphrase) == (1, False)


@pytest.mark.usefixtures("kept")
def test_the_key_cannot_be_copied_out() -> None:
    with pkcs11.lib(LOADED).get_token(token_label=OWN.label).open(user_pin=PIN) as session:
        key = next(iter(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})))
        with pytest.raises(pkcs11.AttributeSensitive):
            key[Attribute.PRIVATE_EXPONENT]


@pytest.mark.parametrize(
    ("token", "refusal"),
    [
        (replace(OWN, pin="000000"), WrongPin),
        (replace(OWN, pin=""), WrongPin),
        (OTHER, ForeignToken),
        (replace(OWN, label="none"), NoSuchToken),
        (replace(OWN, module="/usr/lib/none.so"), NoTokenModule),
        (replace(OWN, module=__file__), NoTokenModule),
        (replace(OWN, module="\x00"), NoTokenModule),
    ],
)
def test_what_does_not_open_is_refused(
    kept: Secret, token: Token, refusal: type[CustodyRefusal]
) -> None:
    with pytest.raises(refusal):
        tokens.secret_of(token, kept.kept)


@pytest.mark.parametrize("spoilt", [b"", b"MCT\x01", b"MCT\x02" + bytes(400)])
def test_what_is_no_secret_of_a_token_is_refused(spoilt: bytes) -> None:
    with pytest.raises(ForeignToken):
        tokens.secret_of(OWN, spoilt)


def test_a_changed_secret_is_refused(kept: Secret) -> None:
    with pytest.raises(TokenFault):
        tokens.secret_of(OWN, kept.kept[:-1] + bytes([kept.kept[-1] ^ 1]))


@pytest.mark.usefixtures("custodian", "kept")
def test_a_holder_goes_over_to_a_token_and_unlocks_with_it(
    engine_environment: dict[str, str], province_key: Ceremony
) -> None:
    wrong, right = ((MODULE, OWN.label, pin) for pin in ("000000", PIN))
    typed = (province_key.made.words[0], "token", "token", *wrong, "token", "token", *right)
    moved = run(engine_environment, "recover", *AGENCY, "--holder", "tn.ha", typed=typed)
    assert (moved.exit_code, "The PIN is wrong" in moved.output) == (0, True)
    given = ("tn.ha", *wrong, "tn.ha", *right, "tn.dung", demo.PASSPHRASE)
    ended = run(engine_environment, "unlock", *AGENCY, typed=given)
    assert (ended.exit_code, "The PIN is wrong" in ended.output) == (0, True)
    assert PIN not in ended.output


def test_a_key_is_made_under_tokens_and_opened_by_them(
    custodian: Custodian, resources: Resources, kept: Secret
) -> None:
    holders = officers_of(resources, PROVINCE)
    with resources.database.transaction() as session:
        agency = directory.get(session, PROVINCE).id
    custodian.begin(agency, holders, 2, by=holders[0])
    for holder in holders:
        words = custodian.take_share(agency, holder, kept.passphrase, token=kept.kept)
        custodian.prove_share(agency, holder, words)
    with resources.database.transaction() as session:
        key = keys.of_agency(session, agency)[0]
        locked = {share.holder_id: share.token or b"" for share in key.shares[:2]}
    done = [
        custodian.give(key.id, Purpose.UNLOCK, holder, Proof(tokens.secret_of(OWN, token)))["done"]
        for holder, token in locked.items()
    ]
    assert done == [False, True]


def test_a_passphrase_takes_the_place_of_a_lost_token(
    custodian: Custodian, resources: Resources, province_key: Ceremony, kept: Secret
) -> None:
    holder, words = province_key.holders[0], province_key.made.words[0]
    with resources.database.transaction() as session:
        key_id = keys.of_agency(session, province_key.agency_id)[0].id
    custodian.recover(key_id, holder, words, kept.passphrase, token=kept.kept)
    custodian.recover(key_id, holder, words, PASSPHRASE)
    with resources.database.transaction() as session:
        assert session.get_one(CustodyShare, (key_id, holder)).token is None
