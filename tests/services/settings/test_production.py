"""Production does not start with what others know or what leaves a door open."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from config import Mode, Settings, SettingsFault
from services.cli.__main__ import motcua
from services.settings.environment import required

# Of a provider, whichever it is.
ISSUED = {
    f"MOTCUA_{name}": value
    for provider in ("VNEID", "STAFF_OIDC")
    for name, value in (
        (f"{provider}_ISSUER", "https://login.gov.test"),
        (f"{provider}_CLIENT_ID", "motcua"),
        (f"{provider}_CLIENT_SECRET", "qZ7w1Lc9Tf4mXk2Rb8Vd"),
    )
}
GOOD = {
    **ISSUED,
    "MOTCUA_MODE": "production",
    "MOTCUA_SECRET_KEY": "0f5c8b1e7a9d4c3622b1f0e9d8c7b6a5",
    "MOTCUA_BASE_URL": "https://motcua.gov.test",
    "DATABASE_URL": "postgresql+psycopg://motcua_app:Kx7-vV2mQ9tz@db.internal/motcua",
    "REDIS_URL": "redis://:nW4_rT8kLs2y@queue.internal:6379/0",
    "S3_ENDPOINT_URL": "https://s3.internal",
    "S3_ACCESS_KEY": "AKFSDL3SD9KX",
    "S3_SECRET_KEY": "zB3x8Nq1vT6yR0sLm4Pd",
}


def refusal(**changed: str) -> str:
    with pytest.raises(SettingsFault) as refused:
        Settings.from_env({**GOOD, **changed})
    return str(refused.value)


def test_a_closed_installation_starts() -> None:
    assert Settings.from_env(GOOD).mode is Mode.PRODUCTION


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("MOTCUA_BASE_URL", "http://motcua.gov.test", "https"),
        ("MOTCUA_BASE_URL", "https://localhost", "names this machine"),
        ("MOTCUA_SECRET_KEY", "a-secret-that-only-the-tests-know-0123456789", "known"),
        ("MOTCUA_SECRET_KEY", "x" * 40, "simple"),
        ("MOTCUA_SECRET_KEY", "short", "too short"),
        ("MOTCUA_AUDIT_KEY", "change-me-change-me-change-me-please", "known"),
        ("S3_SECRET_KEY", "minioadmin", "known"),
        ("DATABASE_URL", "postgresql+psycopg://motcua_app:PASSWORD@db/motcua", "example"),
        ("DATABASE_OWNER_URL", "postgresql+psycopg://motcua:motcua@db/motcua", "example"),
        ("REDIS_URL", "redis://queue.internal:6379/0", "no password"),
        ("MOTCUA_VNEID_ISSUER", "http://login.gov.test", "https"),
        ("MOTCUA_STAFF_OIDC_ISSUER", "https://127.0.0.1:9000", "another machine"),
        ("MOTCUA_VNEID_CLIENT_SECRET", "secret", "known"),
        ("FLASK_DEBUG", "1", "debugging"),
        ("PYTHONDEVMODE", "1", "debugging"),
    ],
)
def test_production_refuses(name: str, value: str, why: str) -> None:
    assert re.search(rf"{name}.*{why}", refusal(**{name: value}))


def test_every_fault_is_told_at_once() -> None:
    told = refusal(FLASK_DEBUG="1", MOTCUA_BASE_URL="http://motcua.gov.test")
    assert "FLASK_DEBUG" in told
    assert "MOTCUA_BASE_URL" in told


def test_no_refusal_repeats_a_secret() -> None:
    known = "a-secret-that-only-the-tests-know-0123456789"
    assert known not in refusal(MOTCUA_SECRET_KEY=known)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "s3"
    kept.write_text("from-a-file\n")
    assert required({"S3_SECRET_KEY_FILE": str(kept)}, "S3_SECRET_KEY") == "from-a-file"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = str(tmp_path / "none")
    assert path in refusal(MOTCUA_SECRET_KEY_FILE=path)


def test_a_secret_that_everybody_may_read_is_refused(tmp_path: Path) -> None:
    kept = tmp_path / "key"
    kept.write_text(GOOD["MOTCUA_SECRET_KEY"])
    kept.chmod(0o644)
    assert "chmod o-r" in refusal(MOTCUA_SECRET_KEY_FILE=str(kept))


def test_a_secret_that_only_its_owner_reads_is_taken(tmp_path: Path) -> None:
    kept = tmp_path / "key"
    kept.write_text(GOOD["MOTCUA_SECRET_KEY"])
    kept.chmod(0o640)
    given = {name: value for name, value in GOOD.items() if name != "MOTCUA_SECRET_KEY"}
    settings = Settings.from_env({**given, "MOTCUA_SECRET_KEY_FILE": str(kept)})
    assert settings.secret_key == GOOD["MOTCUA_SECRET_KEY"]


def test_a_public_file_of_another_program_is_none_of_our_business(tmp_path: Path) -> None:
    authorities = tmp_path / "ca-certificates.crt"
    authorities.touch(0o644)
    assert Settings.from_env({**GOOD, "SSL_CERT_FILE": str(authorities)}).secure


@pytest.mark.parametrize("mode", ["demo", "test"])
def test_other_modes_start_with_less(mode: str) -> None:
    changed = {**GOOD, "MOTCUA_MODE": mode, "MOTCUA_BASE_URL": "http://127.0.0.1:8000"}
    assert Settings.from_env(changed).mode == mode


@pytest.mark.parametrize("bits", ["0", "25", "-1", "many"])
def test_a_puzzle_nobody_can_solve_is_refused(bits: str) -> None:
    assert "MOTCUA_PUZZLE_BITS" in refusal(MOTCUA_PUZZLE_BITS=bits)


def test_settings_print_no_secret() -> None:
    told = repr(Settings.from_env(GOOD))
    secrets = ("Kx7-vV2mQ9tz", "nW4_rT8kLs2y", GOOD["S3_SECRET_KEY"], GOOD["MOTCUA_SECRET_KEY"])
    assert not any(secret in told for secret in secrets)


def test_the_demo_provider_never_runs_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    # The machine's own variables may name files that everybody reads.
    monkeypatch.setattr("os.environ", dict(GOOD))
    called = CliRunner().invoke(motcua, ["demo-provider", "--port", "1"])
    assert isinstance(called.exception, SettingsFault)
    assert "never runs in production" in str(called.exception)


def test_a_provider_is_asked_for_openid() -> None:
    with pytest.raises(SettingsFault, match="must name openid"):
        Settings.from_env({**GOOD, "MOTCUA_VNEID_SCOPES": "profile"})


def test_the_secret_of_a_client_may_come_from_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "secret"
    kept.write_text("gH5s0Pk3Wn8yJt6Qa1Ez\n")
    kept.chmod(0o600)
    given = {name: value for name, value in GOOD.items() if name != "MOTCUA_VNEID_CLIENT_SECRET"}
    settings = Settings.from_env({**given, "MOTCUA_VNEID_CLIENT_SECRET_FILE": str(kept)})
    assert settings.vneid is not None
    assert settings.vneid.provider.client_secret == "gH5s0Pk3Wn8yJt6Qa1Ez"
