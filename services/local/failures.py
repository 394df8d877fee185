"""What can go wrong on the way up, each told to the reader in one message."""


class LocalFailure(Exception):
    """The base of all refusals here: the command prints it and ends with 1."""


class AlreadyRunning(LocalFailure):
    """Another start serves this checkout."""


class HomeInUse(LocalFailure):
    """Another running process keeps its engines in this home."""


class MissingPackage(LocalFailure):
    """A development engine was asked for where its package is not installed."""


class ProductionMode(LocalFailure):
    """Demo data and development engines are not for production."""


class ProgramFailed(LocalFailure):
    """A child process ended although it should not have."""


class UnsuitablePlace(LocalFailure):
    """No folder can hold an engine's data."""
