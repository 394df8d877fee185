"""The ceremony in one room, from the command line; and what the doctor says of custody."""

import re
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from config import Settings
from services import doctor
from services.cli.custody import custody
from services.custody import demo, keys, overview
from services.custody.ceremonies import Ceremony
from services.resources import Resources
from tests.custodian import PROVINCE, now
from tests.filing import NOW

HOLDERS = ("tn.ha", "tn.dung", "tn.thao")
PASSPHRASE = "bốn từ không liên quan"
AGENCY = ("--agency", PROVINCE)


def run(environment: dict[str, str], *arguments: str, typed: tuple[str, ...] = ()) -> Result:
    # The environment as a process would have it; everything else is the real command.
    runner = CliRunner(env={**environment})
    return runner.invoke(custody, list(arguments), input="".join(f"{one}\n" for one in typed))


@pytest.mark.usefixtures("custodian", "province_key")
def test_two_holders_unlock_at_one_keyboard(engine_environment: dict[str, str]) -> None:
    typed = ("tn.ha", "wrong passphrase", "tn.ha", demo.PASSPHRASE, "tn.dung", demo.PASSPHRASE)
    ended = run(engine_environment, "unlock", *AGENCY, typed=typed)
    assert (ended.exit_code, "The passphrase is wrong." in ended.output) == (0, True)


@pytest.mark.usefixtures("custodian", "province_key")
def test_sealing_tells_how_many_were_open(engine_environment: dict[str, str]) -> None:
    assert "Sealed: 0" in run(engine_environment, "seal").output


@pytest.mark.usefixtures("custodian")
def test_words_from_paper_rehearse(
    engine_environment: dict[str, str], province_key: Ceremony
) -> None:
    words = province_key.made.words
    typed = ("tn.ha", "paper", words[0], "tn.dung", "paper", words[1])
    ended = run(engine_environment, "rehearse", *AGENCY, typed=typed)
    assert (ended.exit_code, "Done." in ended.output) == (0, True)


@pytest.mark.usefixtures("custodian")
def test_a_passphrase_is_set_anew(
    engine_environment: dict[str, str], province_key: Ceremony
) -> None:
    typed = (province_key.made.words[0], PASSPHRASE, PASSPHRASE)
    ended = run(engine_environment, "recover", *AGENCY, "--holder", "tn.ha", typed=typed)
    assert "The new passphrase is set." in ended.output


@pytest.mark.usefixtures("custodian", "province_key")
def test_the_status_names_key_and_holders(engine_environment: dict[str, str]) -> None:
    output = run(engine_environment, "status").output
    assert re.search(r"TTT\.TN .* sealed  \(demo\)\n   2 of 3: tn\.", output)


@pytest.mark.parametrize("verb", ["unlock", "rehearse", "rotate"])
@pytest.mark.usefixtures("custodian")
def test_an_agency_without_key_is_told(engine_environment: dict[str, str], verb: str) -> None:
    ended = run(engine_environment, verb, *AGENCY)
    assert (ended.exit_code, "has no custody key" in ended.output) == (1, True)


@pytest.mark.usefixtures("province_key")
def test_a_custodian_that_is_away_is_told(engine_environment: dict[str, str]) -> None:
    assert "does not answer" in run(engine_environment, "seal").output


def test_the_doctor_names_agencies_without_key(resources: Resources) -> None:
    findings = {finding.what: finding for finding in doctor.examine(resources)}
    assert "nobody can file a denunciation with" in findings["custody"].words


def test_an_old_rehearsal_is_told(resources: Resources, settings: Settings) -> None:
    days = settings.custody.rehearsal_days
    with resources.database.transaction() as session:
        demo.load(session, now=NOW)
        later = NOW + timedelta(days=days + 1)
        words = overview.complaints(session, overview.Reminder(later, days))
    assert len([one for one in words if "was not shown to open" in one]) == 2


def test_the_demo_keys_cover_every_agency(resources: Resources) -> None:
    with resources.database.transaction() as session:
        demo.load(session, now=now())
        demo.load(session, now=now())
        assert (len(keys.in_use(session)), keys.without(session)) == (2, [])
