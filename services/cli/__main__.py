"""`./motcua VERB`: the one command line; each verb loads only what it needs."""

import sys
from importlib import import_module

import click

from config import SettingsFault
from forms.faults import BrokenProcedures

VERBS = {
    "agencies": "services.cli.agencies",
    "audit": "services.cli.audit",
    "bench": "services.cli.bench",
    "calendar": "services.cli.upkeep",
    "check": "services.cli.engines",
    "custodian": "services.cli.custodian",
    "custody": "services.cli.custody",
    "demo": "services.cli.upkeep",
    "demo-provider": "services.cli.demo_provider",
    "doctor": "services.cli.upkeep",
    "migrate": "services.cli.upkeep",
    "privacy": "services.cli.privacy",
    "procedures": "services.cli.procedures",
    "relay": "services.cli.relay",
    "retention": "services.cli.retention",
    "run": "services.cli.engines",
    "test": "services.cli.engines",
    "users": "services.cli.people",
    "web": "services.cli.web",
    "worker": "services.cli.worker",
}


class Verbs(click.Group):
    """Finds a verb in the module of the table, which is loaded when the verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(VERBS[cmd_name]), cmd_name.replace("-", "_"))
        return command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def motcua() -> None:
    """Một Cửa: online public services of an inspectorate."""


def main() -> None:
    try:
        motcua(prog_name="./motcua")
    except (SettingsFault, BrokenProcedures) as fault:
        sys.exit(f"motcua: {fault}")


if __name__ == "__main__":
    main()
