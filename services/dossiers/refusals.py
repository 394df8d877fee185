"""Why something may not be done to a dossier."""

from forms.text import Text


class ActionNotAllowed(Exception):
    """The dossier's state, or the actor's role, does not allow the action."""

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"{action} in {state}")
        self.action = action
        self.state = state


class ActionOutdated(Exception):
    """Somebody changed the dossier after the page that asked for this was drawn."""


class InputsInvalid(Exception):
    """What an action was given does not pass; `errors` maps inputs to messages."""

    def __init__(self, errors: dict[str, Text]) -> None:
        super().__init__(f"{len(errors)} faults")
        self.errors = errors


class AttemptReused(Exception):
    """The key of one filing came again with another content."""


class FilingInvalid(Exception):
    """The answers do not pass the final check; `errors` maps paths to messages."""

    def __init__(self, errors: dict[str, Text]) -> None:
        super().__init__(f"{len(errors)} faults")
        self.errors = errors


class NoDeadline(Exception):
    """The procedure names no deadline that filing starts, so no day could be promised."""
