"""The custodian as a process: sealed after every start, and not needed for filing."""

import resource
import signal
import subprocess
from pathlib import Path

import pytest

from services.custody.refusals import CustodianAway, KeySealed
from services.identity import store
from services.resources import Resources
from tests.custodian import COMMAND, Processes, unlock
from tests.filing import NOW, hand_in
from tests.service import ROOT
from tests.services.custody.conftest import VALUES, Sealed


def is_unlocked(process: Processes, sealed: Sealed) -> bool:
    return bool(process.client.status()["keys"][str(sealed.key_id)]["unlocked_at"])


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_every_start_is_sealed(process: Processes, sealed: Sealed, sign: signal.Signals) -> None:
    unlock(process.client, sealed.key_id, sealed.holders)
    process.end(sign)
    process.start()
    assert not is_unlocked(process, sealed)


def test_a_killed_custodian_opens_again_after_unlocking(process: Processes, sealed: Sealed) -> None:
    process.end(signal.SIGKILL)
    process.start()
    unlock(process.client, sealed.key_id, sealed.holders)
    opened = sealed.open(process.client)
    assert opened.data_key == sealed.data_key


def test_nothing_opens_before_unlocking(process: Processes, sealed: Sealed) -> None:
    with pytest.raises(KeySealed):
        sealed.open(process.client)


def test_filing_goes_on_without_the_custodian(
    process: Processes, sealed: Sealed, resources: Resources
) -> None:
    process.end(signal.SIGKILL)
    dossier = hand_in(resources, attempt="filed-while-it-was-away").dossier
    code_key = resources.access_codes.key("4444-3333-2222-5555")
    with resources.database.transaction() as session:
        store.seal_dossier(session, dossier.id, dossier.agency_id, code_key, VALUES, now=NOW)
    with resources.database.transaction() as session:
        opened = store.open_with_code(session, dossier.id, code_key)
    assert (opened, sealed.dossier_id != dossier.id) == (VALUES, True)


def test_a_dead_custodian_is_told(process: Processes) -> None:
    process.end(signal.SIGKILL)
    with pytest.raises(CustodianAway):
        process.client.status()


def test_an_orderly_end_removes_the_socket(process: Processes) -> None:
    process.end()
    assert not Path(process.environment["MOTCUA_CUSTODIAN_SOCKET"]).exists()


def test_no_core_is_ever_dumped(process: Processes) -> None:
    assert process.running
    limits = resource.prlimit(process.running.pid, resource.RLIMIT_CORE)
    assert limits == (0, 0)


def test_the_memory_is_kept_out_of_swap(process: Processes) -> None:
    assert process.running
    status = Path(f"/proc/{process.running.pid}/status").read_text()
    locked = next(line for line in status.splitlines() if line.startswith("VmLck"))
    told = process.client.status()["memory_locked"]
    assert (int(locked.split()[1]) > 0) == told


def test_production_refuses_to_start_with_a_demo_key(process: Processes, sealed: Sealed) -> None:
    assert sealed.key_id
    process.end()
    environment = {**process.environment, "MOTCUA_MODE": "production"}
    ended = subprocess.run(
        COMMAND, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert (ended.returncode, "Demo keys are refused" in ended.stderr) == (1, True)
