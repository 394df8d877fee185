"""The script of the checkout prepares it once, repairs it, and says what it may not do itself."""

import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from services.local.processes import ROOT

SCRIPT = "motcua"
REQUIREMENTS = ("requirements.txt", "requirements-local.txt", "requirements-dev.txt")
COMMAND = "import sys\nprint('called with', *sys.argv[1:])\n"
# Exit code, output, messages.
Answer = tuple[int, str, str]
MAKING, INSTALLING = "Making .venv", "Installing Python packages"


def begin(checkout: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, checkout / SCRIPT, *arguments],
        cwd=checkout.parent,
        env={"PATH": os.defpath, "HOME": str(checkout.parent), **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer(running: subprocess.Popen[str]) -> Answer:
    output, messages = running.communicate()
    return running.returncode, output, messages


def call(checkout: Path, *arguments: str, **variables: str) -> Answer:
    with begin(checkout, *arguments, **variables) as running:
        return answer(running)


def copy_to(folder: Path) -> Path:
    checkout = folder / "checkout"
    commands = checkout / "services" / "cli"
    commands.mkdir(parents=True)
    (commands / "__main__.py").write_text(COMMAND)
    shutil.copy(ROOT / SCRIPT, checkout)
    for name in REQUIREMENTS:
        (checkout / name).touch()
    return checkout


@pytest.fixture(scope="module")
def first_starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Answer]]:
    checkout = copy_to(tmp_path_factory.mktemp("prepared"))
    with begin(checkout, "users", "--help") as one, begin(checkout, "users", "--help") as other:
        return checkout, [answer(one), answer(other)]


@pytest.fixture(scope="module")
def prepared(first_starts: tuple[Path, list[Answer]]) -> Path:
    return first_starts[0]


def test_two_first_starts_at_once_both_call_the_command(
    first_starts: tuple[Path, list[Answer]],
) -> None:
    answers = [(code, output) for code, output, _ in first_starts[1]]
    assert answers == [(0, "called with users --help\n")] * 2


def test_two_first_starts_at_once_install_once(first_starts: tuple[Path, list[Answer]]) -> None:
    messages = "".join(messages for _, _, messages in first_starts[1])
    assert (messages.count(MAKING), messages.count(INSTALLING)) == (1, 1)


def test_second_start_installs_nothing(prepared: Path) -> None:
    assert call(prepared, "run") == (0, "called with run\n", "")


def test_changed_requirements_are_installed(prepared: Path) -> None:
    (prepared / REQUIREMENTS[0]).write_text("# Another day.\n")
    messages = call(prepared, "run")[2]
    assert INSTALLING in messages
    assert MAKING not in messages


def test_tests_need_more_than_a_run(prepared: Path) -> None:
    assert INSTALLING in call(prepared, "bench")[2]


def test_given_engines_need_no_local_ones(prepared: Path) -> None:
    (prepared / REQUIREMENTS[1]).write_text("not a requirement\n")
    given = dict.fromkeys(("DATABASE_URL", "REDIS_URL", "S3_ENDPOINT_URL"), "given")
    code = call(prepared, "run", **given)[0]
    (prepared / REQUIREMENTS[1]).write_text("")
    assert code == 0


def test_interrupted_installation_is_made_anew(prepared: Path) -> None:
    (prepared / ".venv" / "motcua.installing").touch()
    assert MAKING in call(prepared, "run")[2]


def test_broken_environment_is_made_anew(prepared: Path) -> None:
    python = prepared / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/gone/python3.10")
    assert MAKING in call(prepared, "run")[2]


def test_failed_installation_is_told(prepared: Path) -> None:
    (prepared / REQUIREMENTS[0]).write_text("not a requirement\n")
    code, _, messages = call(prepared, "run")
    (prepared / REQUIREMENTS[0]).write_text("")
    assert (code, "Start again to retry" in messages) == (1, True)


def test_missing_library_names_the_line_to_run(prepared: Path) -> None:
    script = prepared / SCRIPT
    sound = script.read_text()
    script.write_text(sound.replace("libpango-1.0.so.0", "libabsent.so.0"))
    code, _, messages = call(prepared, "run", PATH="/nowhere")
    script.write_text(sound)
    assert code == 1
    assert "apt-get install -y --no-install-recommends libpango-1.0-0\n" in messages


@pytest.fixture
def script() -> ModuleType:
    """Load the script as a module, so that its Python can be made to look slow or old."""
    loader = SourceFileLoader("checkout_script", str(ROOT / SCRIPT))
    spec = spec_from_file_location(loader.name, loader.path, loader=loader)
    assert spec
    made = module_from_spec(spec)
    loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("python", "compiled", "is_fast"),
    [
        ("/usr/bin/python3.14", "--prefix=/usr", True),
        ("/opt/python3", "--prefix=/opt --enable-optimizations", True),
        ("/opt/python3", "--prefix=/opt", False),
        ("/opt/python3", None, False),
    ],
)
def test_a_python_is_fast_that_was_compiled_so_or_is_the_system_s(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    python: str,
    compiled: str | None,
    is_fast: bool,  # noqa: FBT001 - pytest gives it by name
) -> None:
    monkeypatch.setattr(script.sys, "executable", python)
    monkeypatch.setattr(script.sysconfig, "get_config_var", {"CONFIG_ARGS": compiled}.get)
    assert script.is_fast() is is_fast


@pytest.mark.parametrize(
    ("is_fast", "version", "system", "used"),
    [
        (True, (3, 11), "/bin/sh", "own"),
        (False, (3, 11), "fit", "system"),
        (True, (3, 9), "fit", "system"),
        (False, (3, 11), "/nowhere/python3", "own"),
        (False, (3, 11), "/bin/false", "own"),
    ],
)
def test_the_system_s_python_stands_in_for_a_slow_or_old_one(
    script: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    is_fast: bool,  # noqa: FBT001 - pytest gives it by name
    version: tuple[int, int],
    system: str,
    used: str,
) -> None:
    fit = sys.executable
    monkeypatch.setattr(script, "SYSTEM_PYTHON", fit if system == "fit" else system)
    monkeypatch.setattr(script, "is_fast", lambda: is_fast)
    monkeypatch.setattr(script.sys, "executable", "/own/python3")
    monkeypatch.setattr(script.sys, "version_info", version)
    assert script.python_to_use() == {"own": "/own/python3", "system": fit}[used]


def test_an_old_python_that_nothing_stands_in_for_is_told(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "SYSTEM_PYTHON", "/nowhere/python3")
    monkeypatch.setattr(script.sys, "version_info", (3, 9))
    with pytest.raises(SystemExit):
        script.python_to_use()
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err
