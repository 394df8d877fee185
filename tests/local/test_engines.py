"""The engines answer, keep what they were given, and leave nothing behind."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from services.local import identity, postgres
from services.local.engines import RunningEngines, start_engines
from services.local.failures import HomeInUse
from services.local.packages import packaged
from services.local.places import clear
from services.local.processes import ROOT
from tests.local.conftest import s3_client

BUCKET = "motcua"
PART = 5 * 1024 * 1024
HOLD = """
import sys, time
from pathlib import Path
from services.local.engines import start_engines
engines = start_engines(Path(sys.argv[1]))
print("up", flush=True)
time.sleep(600)
"""


def connect(environment: dict[str, str]) -> psycopg.Connection[Any]:
    return psycopg.connect(
        environment["DATABASE_OWNER_URL"].replace("+psycopg", ""), autocommit=True
    )


def request(method: str, url: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc)
    connection.request(method, f"{parts.path}?{parts.query}", body, headers)
    answer = connection.getresponse()
    status, content = answer.status, answer.read()
    connection.close()
    return status, content


def belonging_to(home: Path) -> list[str]:
    """Find processes that name the home in their arguments."""
    found = (path.parent for path in identity.PROC.glob("[0-9]*/cmdline"))
    return [path.name for path in found if os.fsencode(home) in arguments(path)]


def arguments(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def gone(home: Path, *, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while belonging_to(home) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not belonging_to(home)


@pytest.mark.parametrize("program", ["initdb", "postgres"])
def test_copied_programs_of_the_database_start(home: Path, program: str) -> None:
    copy = postgres.copied(packaged(postgres.PACKAGE, ""), home)
    shown = subprocess.check_output([copy / postgres.PROGRAMS / program, "--version"])
    assert b"PostgreSQL" in shown


@pytest.mark.parametrize("extension", ["unaccent", "pg_trgm", "btree_gist", "citext"])
def test_role_of_product_may_use_extensions(engines: RunningEngines, extension: str) -> None:
    with connect(engines.environment) as connection:
        connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


def test_role_of_product_is_no_administrator(engines: RunningEngines) -> None:
    with connect(engines.environment) as connection:
        row = connection.execute("SELECT current_setting('is_superuser')").fetchone()
    assert row == ("off",)


def test_database_refuses_a_wrong_password(engines: RunningEngines) -> None:
    url = engines.environment["DATABASE_URL"].replace("+psycopg", "")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(url.replace("@", "x@"))


def test_queue_refuses_without_password(engines: RunningEngines) -> None:
    port = urlsplit(engines.environment["REDIS_URL"]).port
    assert port
    with (
        redis.Redis(port=port, retry=Retry(NoBackoff(), 0)) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.ping()


def test_object_comes_back_by_link(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="đơn.txt", Body="khiếu nại".encode())
    link = s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": "đơn.txt"})
    assert request("GET", link) == (200, "khiếu nại".encode())


def test_altered_link_is_refused(s3: Any) -> None:
    s3.put_object(Bucket=BUCKET, Key="a", Body=b"a")
    link = s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": "a"})
    assert request("GET", link.replace("/a?", "/b?"))[0] == 403


def test_object_is_uploaded_by_link(s3: Any) -> None:
    link = s3.generate_presigned_url("put_object", {"Bucket": BUCKET, "Key": "direct"})
    request("PUT", link, b"from the browser")
    assert s3.get_object(Bucket=BUCKET, Key="direct")["Body"].read() == b"from the browser"


def test_parts_become_one_object(s3: Any) -> None:
    at = {"Bucket": BUCKET, "Key": "large"}
    upload = s3.create_multipart_upload(**at)["UploadId"]
    bodies = {1: b"a" * PART, 2: b"end"}
    parts = [
        {
            "PartNumber": n,
            "ETag": s3.upload_part(**at, PartNumber=n, UploadId=upload, Body=b)["ETag"],
        }
        for n, b in bodies.items()
    ]
    s3.complete_multipart_upload(**at, UploadId=upload, MultipartUpload={"Parts": parts})
    stored = hashlib.sha256(s3.get_object(**at)["Body"].read())
    assert stored.digest() == hashlib.sha256(b"".join(bodies.values())).digest()


def test_wrong_key_is_refused(engines: RunningEngines) -> None:
    with (
        closing(s3_client({**engines.environment, "S3_SECRET_KEY": "x"})) as client,
        pytest.raises(client.exceptions.ClientError, match="SignatureDoesNotMatch"),
    ):
        client.list_objects_v2(Bucket=BUCKET)


def test_given_engine_is_not_started(home: Path) -> None:
    given = dict.fromkeys(("S3_ENDPOINT_URL", "DATABASE_URL"), "somewhere")
    engines = start_engines(home, given=given)
    engines.stop()
    assert list(engines.by_name) == ["valkey"]


def test_second_start_for_one_home_is_refused(engines: RunningEngines) -> None:
    with pytest.raises(HomeInUse):
        start_engines(engines.home)


def test_stop_leaves_nothing(home: Path) -> None:
    start_engines(home).stop()
    assert belonging_to(home) == []


def leave_data(home: Path, end: Callable[[RunningEngines], None]) -> None:
    engines = start_engines(home)
    with connect(engines.environment) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    end(engines)


def kept(engines: RunningEngines) -> Any:
    with connect(engines.environment) as connection:
        row = connection.execute("SELECT answer FROM kept").fetchone()
    return row[0] if row else None


def power_cut(engines: RunningEngines) -> None:
    for engine in engines.by_name.values():
        engine.process.kill()
    engines.lock.close()


@pytest.mark.parametrize("end", [RunningEngines.stop, power_cut])
def test_data_outlives_the_end(home: Path, end: Callable[[RunningEngines], None]) -> None:
    leave_data(home, end)
    engines = start_engines(home)
    found = kept(engines)
    engines.stop()
    assert found == 42


def test_half_made_database_is_made_anew(home: Path) -> None:
    half = home / "postgres" / "data" / "base"
    half.mkdir(parents=True)
    engines = start_engines(home, given={"REDIS_URL": "given", "S3_ENDPOINT_URL": "given"})
    engines.stop()
    assert not half.with_name("password").exists()


def test_number_of_dead_database_may_belong_to_another_program(home: Path) -> None:
    leave_data(home, power_cut)
    note = home / "postgres" / "data" / "postmaster.pid"
    lines = note.read_text().splitlines()
    note.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    engines = start_engines(home)
    found = kept(engines)
    engines.stop()
    assert found == 42


def test_closed_home_moves_the_database_elsewhere(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    inner = closed / "var"
    engines = start_engines(inner, given={"REDIS_URL": "given", "S3_ENDPOINT_URL": "given"})
    directory = engines.by_name["postgres"].process.program.directory
    engines.stop()
    clear(inner)
    assert directory.is_relative_to(inner) == (os.geteuid() != 0)


def test_killed_holder_takes_its_engines_along(home: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        holder.send_signal(signal.SIGKILL)
    assert gone(home)
