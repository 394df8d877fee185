"""The verbs for procedure files that load much: each only when it is called."""

from importlib import import_module

import click

LATER = {
    "export": "services.cli.procedure_export",
    "import": "services.cli.procedure_import",
    "preview": "services.cli.procedure_preview",
}


class ProcedureVerbs(click.Group):
    """Finds a verb among its own, then in the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *LATER})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in LATER:
            command: click.Command = import_module(LATER[cmd_name]).verb
            return command
        return super().get_command(ctx, cmd_name)
