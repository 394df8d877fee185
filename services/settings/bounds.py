"""How much one filing may hold, and what one address may do before it is slowed down."""

from dataclasses import dataclass, fields

from services.settings.environment import Environment, SettingsFault, integer

# More would keep a slow phone busy for hours.
MOST_BITS = 24


@dataclass(frozen=True)
class Limits:
    """What one filing may hold; told to the citizen before choosing files."""

    file_bytes: int = 20 * 1024 * 1024
    files: int = 20
    api_body_bytes: int = 1024 * 1024
    draft_days: int = 30


@dataclass(frozen=True)
class Conversation:
    """How much the person of one dossier may write to its agency, and for how long.

    a_day, bytes_a_day: in 24 hours; files: with one message
    days_after_closing: for how long a closed dossier takes messages
    """

    a_day: int = 20
    bytes_a_day: int = 60 * 1024 * 1024
    files: int = 5
    days_after_closing: int = 30


@dataclass(frozen=True)
class Puzzles:
    """What slows a flood down: work for a browser, a wait where no script runs.

    bits: how many leading zero bits a solution has; each further one doubles the work
    free_filings: what one address may begin in an hour without a puzzle
    free_protected: what all people together may begin in a minute where no address is looked at
    free_guesses: wrong codes that one address may try in an hour without a puzzle
    """

    bits: int = 15
    wait_seconds: int = 15
    free_filings: int = 5
    free_protected: int = 30
    free_guesses: int = 3


def limits(env: Environment) -> Limits:
    megabytes = integer(env, "MOTCUA_MAX_FILE_MB", Limits.file_bytes // 1024**2)
    return Limits(
        file_bytes=megabytes * 1024**2,
        files=integer(env, "MOTCUA_MAX_FILES", Limits.files),
    )


def conversation(env: Environment) -> Conversation:
    megabytes = integer(env, "MOTCUA_MESSAGE_MB_A_DAY", Conversation.bytes_a_day // 1024**2)
    return Conversation(
        a_day=integer(env, "MOTCUA_MESSAGES_A_DAY", Conversation.a_day),
        bytes_a_day=megabytes * 1024**2,
        files=integer(env, "MOTCUA_MESSAGE_FILES", Conversation.files),
        days_after_closing=integer(env, "MOTCUA_MESSAGE_DAYS", Conversation.days_after_closing),
    )


def puzzles(env: Environment) -> Puzzles:
    numbers = {
        each.name: integer(env, f"MOTCUA_PUZZLE_{each.name.upper()}", each.default)
        for each in fields(Puzzles)
        if isinstance(each.default, int)
    }
    if not 1 <= numbers["bits"] <= MOST_BITS:
        raise SettingsFault(f"MOTCUA_PUZZLE_BITS must lie between 1 and {MOST_BITS}.")
    return Puzzles(**numbers)
