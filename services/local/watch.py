"""Keep processes running: what dies is started again, each time a little later."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.local.failures import ProgramFailed
from services.local.processes import Process

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Whoever ran this long had a chance to work: the next fall is a first one again.
SOUND = 60.0


@dataclass
class Watched:
    process: Process
    falls: int = 0
    due: float | None = None

    @property
    def name(self) -> str:
        return self.process.program.name

    def note_fall(self, now: float) -> float:
        self.falls = 1 if now - self.process.started > SOUND else self.falls + 1
        pause: float = min(FIRST_PAUSE * 2 ** (self.falls - 1), LONGEST_PAUSE)
        self.due = now + pause
        return pause


class Watch:
    def __init__(self, processes: Sequence[Process], say: Callable[[str], None]) -> None:
        self.watched = [Watched(process) for process in processes]
        self.say = say

    def look(self) -> None:
        now = time.monotonic()
        for one in self.watched:
            if one.due is not None and now >= one.due:
                one.process.restart()
                one.due = None
            elif one.due is None and one.process.ended():
                pause = one.note_fall(now)
                program = one.process.program
                self.say(f"{one.name} ended; starting it again in {pause:g} s. See {program.log}")
                self.say(f"It last wrote: {program.last_words()}")

    def give_up_after(self, falls: int) -> None:
        for one in self.watched:
            if one.falls >= falls:
                tail = one.process.program.log_tail()
                raise ProgramFailed(f"{one.name} does not stay up:\n{tail}")
