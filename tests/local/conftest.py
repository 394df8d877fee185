"""Homes, small programs and the real S3 client for the tests of the engines."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

from services.local.engines import RunningEngines
from services.local.places import clear, remove
from services.local.processes import Process, Program, stop_leftovers
from tests.engines import folder_for_tests


@pytest.fixture
def home() -> Iterator[Path]:
    # Not tmp_path: its parents are closed to the servant, and that is another test.
    path = Path(tempfile.mkdtemp(prefix="motcua-home-", dir=folder_for_tests()))
    path.chmod(0o711)
    yield path
    stop_leftovers(path)
    clear(path)
    remove(path)


@pytest.fixture
def start(home: Path) -> Iterator[Callable[..., Process]]:
    started: list[Process] = []

    def start(*command: str, patience: float = 5) -> Process:
        program = Program(name=f"p{len(started)}", command=command, home=home, patience=patience)
        started.append(Process(program))
        return started[-1]

    yield start
    for process in started:
        process.stop()


def s3_client(variables: dict[str, str]) -> Any:
    return boto3.client(
        "s3",
        endpoint_url=variables["S3_ENDPOINT_URL"],
        aws_access_key_id=variables["S3_ACCESS_KEY"],
        aws_secret_access_key=variables["S3_SECRET_KEY"],
        region_name=variables["S3_REGION"],
        config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"),
    )


@pytest.fixture
def s3(engines: RunningEngines) -> Iterator[Any]:
    client = s3_client(engines.environment)
    yield client
    client.close()
