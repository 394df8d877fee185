"""`./motcua VERB`: the one command line."""

import sys

import click

from config import SettingsFault
from services.cli import engines, people, procedures, processes, upkeep


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def motcua() -> None:
    """Một Cửa: online public services of an inspectorate."""


for module in (engines, processes, upkeep, procedures, people):
    for command in module.COMMANDS:
        motcua.add_command(command)


def main() -> None:
    try:
        motcua()
    except SettingsFault as fault:
        sys.exit(f"motcua: {fault}")


if __name__ == "__main__":
    main()
