"""Follows docs/adding-a-procedure.md word by word: its commands and its texts, nothing else."""

import re
from pathlib import Path

from click.testing import CliRunner

from services.cli.procedures import procedures

PAGE = Path(__file__).parents[1] / "docs" / "adding-a-procedure.md"
COMMAND = re.compile(r"(?m)^\./motcua procedures (.+)$")
TEXT = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
BELOW = "        example: Đề nghị sửa đường thôn\n"


def commands() -> list[list[str]]:
    return [line.split() for line in COMMAND.findall(PAGE.read_text(encoding="utf-8"))]


def run(*words: object) -> str:
    done = CliRunner().invoke(procedures, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def follow(folder: Path) -> Path:
    """Begin, change and check the file of the page in a folder of its own."""
    begin, check = commands()[0], next(words for words in commands() if words[0] == "check")
    run(*begin, "--into", folder)
    (path,) = folder.glob("*.yaml")
    title, questions, people = TEXT.findall(PAGE.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^title: .*\n", title, path.read_text(encoding="utf-8"))
    path.write_text(text.replace(BELOW, BELOW + questions + people), encoding="utf-8")
    assert "no fault." in run(*check, folder)
    return path
