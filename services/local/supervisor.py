"""`./motcua run`: engines, database, demo data and every process, all in one terminal."""

import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from services.local.address import choose_port, is_ready
from services.local.engine import LOOPBACK, free_ports
from services.local.engines import RunningEngines, start_engines
from services.local.failures import LocalFailure, ProductionMode, ProgramFailed
from services.local.once import LOCK, only_one
from services.local.places import clear, socket_place
from services.local.processes import ROOT, Process, Program, run_to_end, stop_leftovers
from services.local.secret_files import secret
from services.local.stopping import StopRequested, stop_signals
from services.local.terminal import Progress, complain, welcome
from services.local.watch import Watch

HOME = ROOT / "var"
PORT = 8000
# How the product's own commands are called; a verb and its options follow.
COMMAND = (sys.executable, "-m", "services.cli")
ISSUER = "MOTCUA_VNEID_ISSUER"
# Set by us alone, and only if the demo provider is to run.
DEMO_PORT = "MOTCUA_DEMO_PROVIDER_PORT"
KEPT = frozenset({LOCK, "setup.lock"})
PAUSE = 0.2
STARTUP = 90.0
HOPELESS = 3
PATIENCE = {"migrate": 600.0, "demo": 600.0}


@dataclass(frozen=True)
class Supervisor:
    home: Path
    port: int
    surroundings: Mapping[str, str]
    say: Callable[[str], None]

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.port}"

    def serve(self) -> None:
        with ExitStack() as stack:
            # Last of all: what a stop caught between its start and its place on this stack.
            stack.callback(stop_leftovers, self.home)
            engines = start_engines(self.home, given=self.surroundings)
            stack.callback(engines.stop)
            self.say(f"Engines are up: {', '.join(engines.by_name) or 'all of them yours'}")
            environment = self.environment(engines)
            self.run("migrate", environment)
            demo = self.run("demo", environment)
            processes = self.start_services(stack, environment)
            everything = [*(engine.process for engine in engines.by_name.values()), *processes]
            watch = Watch(everything, self.say)
            self.wait_until_ready(watch)
            print(welcome(self.address, demo), flush=True)
            while True:
                watch.look()
                time.sleep(PAUSE)

    def environment(self, engines: RunningEngines) -> dict[str, str]:
        defaults = {
            "MOTCUA_MODE": "demo",
            "MOTCUA_SECRET_KEY": secret(self.home, "secret-key"),
            "MOTCUA_BASE_URL": self.address,
            "MOTCUA_CUSTODIAN_SOCKET": str(socket_place(self.home)),
            **self.demo_provider(),
        }
        return {**defaults, **self.surroundings, **engines.environment}

    def demo_provider(self) -> dict[str, str]:
        """Let people sign in at the DEMO provider, unless a real one is named."""
        if self.surroundings.get(ISSUER):
            return {}
        (port,) = free_ports(1)
        return {
            ISSUER: f"http://{LOOPBACK}:{port}",
            "MOTCUA_VNEID_CLIENT_ID": "motcua",
            "MOTCUA_VNEID_CLIENT_SECRET": secret(self.home, "vneid-client"),
            "MOTCUA_STAFF_OIDC_ISSUER": f"http://{LOOPBACK}:{port}",
            "MOTCUA_STAFF_OIDC_CLIENT_ID": "motcua-staff",
            "MOTCUA_STAFF_OIDC_CLIENT_SECRET": secret(self.home, "staff-client"),
            DEMO_PORT: str(port),
        }

    def program(self, verb: str, environment: Mapping[str, str], *options: str) -> Program:
        return Program(
            name=verb,
            command=[*COMMAND, verb, *options],
            home=self.home,
            environment=environment,
            patience=PATIENCE.get(verb, 8),
        )

    def run(self, verb: str, environment: Mapping[str, str]) -> str:
        output = run_to_end(self.program(verb, environment))
        self.say(f"Done: {verb}")
        return output

    def start_services(self, stack: ExitStack, environment: Mapping[str, str]) -> list[Process]:
        calls = [("custodian",), ("relay",), ("worker",), ("web", "--port", str(self.port))]
        if DEMO_PORT in environment:
            calls.insert(0, ("demo-provider", "--port", environment[DEMO_PORT]))
        processes: list[Process] = []
        stack.callback(stop_all, processes)
        for verb, *options in calls:
            processes.append(Process(self.program(verb, environment, *options)))
        return processes

    def wait_until_ready(self, watch: Watch) -> None:
        self.say("Waiting for the first page")
        deadline = time.monotonic() + STARTUP
        while not is_ready(self.port):
            watch.look()
            watch.give_up_after(HOPELESS)
            if time.monotonic() > deadline:
                raise ProgramFailed(f"{self.address}/readyz did not answer; see {self.home}/log.")
            time.sleep(PAUSE)
        self.say("Ready")


def run(*, port: int = PORT, fresh: bool = False) -> int:
    """Serve until asked to stop; give the exit code."""
    # The children inherit the surroundings whole; these are no settings of this process.
    surroundings = dict(os.environ)  # noqa: TID251 - See above.
    say = Progress()
    try:
        with only_one(HOME) as note_address, stop_signals(say):
            make_room(HOME, say, fresh=fresh)
            chosen = choose_port(port, say)
            note_address(f"http://{LOOPBACK}:{chosen}")
            Supervisor(HOME, chosen, checked(surroundings), say).serve()
    except StopRequested:
        say("Stopped")
    except LocalFailure as failure:
        complain(failure)
        return 1
    return 0


def make_room(home: Path, say: Callable[[str], None], *, fresh: bool) -> None:
    if left := stop_leftovers(home):
        say(f"Stopped what an earlier start left behind: {', '.join(left)}")
    if fresh:
        clear(home, keep=KEPT)
        say(f"Threw away {home}")


def stop_all(processes: Sequence[Process]) -> None:
    """Ask all to end, the last started first, and only then wait for each."""
    for process in reversed(processes):
        process.ask_to_stop()
    for process in reversed(processes):
        process.stop()


def checked(surroundings: Mapping[str, str]) -> Mapping[str, str]:
    if surroundings.get("MOTCUA_MODE") == "production":
        raise ProductionMode("`run` loads demo data. For production see deploy/README.md.")
    return surroundings
