"""An S3 server of our own: OpenStack Swift with its s3api, from the wheel swift.

Its storage servers know no password. They listen on the loopback only: an engine for
development and tests, not for a machine on which strangers work.
"""

import os
import pwd
import sys
from functools import partial
from pathlib import Path
from string import Template

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from services.local.engine import LOOPBACK, Engine, free_ports
from services.local.places import keeps_attributes, suitable_place
from services.local.processes import Process, Program
from services.local.secret_files import secret
from services.local.whole_files import write_whole

TEMPLATES = Path(__file__).with_name("swift_settings")
STORAGE = ("object", "container", "account")
REGION = "us-east-1"
BUCKET = "motcua"
ACCOUNT, ROLE = "motcua", "app"
PRESENT = {"BucketAlreadyOwnedByYou", "BucketAlreadyExists"}
PATIENT = Config(
    s3={"addressing_style": "path"},
    retries={"total_max_attempts": 1},
    connect_timeout=2,
    read_timeout=10,
)


def write_settings(folder: Path, values: dict[str, str], ports: dict[str, int]) -> None:
    """Fill the templates anew: the ports change with every start."""

    def fill(template: str, name: str, **more: str) -> None:
        text = Template((TEMPLATES / template).read_text(encoding="utf-8"))
        write_whole(folder / name, text.substitute(values, **more))

    fill("swift.conf", "swift.conf")
    fill("proxy.conf", "proxy.conf", port=str(ports["proxy"]))
    for kind in STORAGE:
        fill("storage.conf", f"{kind}.conf", kind=kind, port=str(ports[kind]))


def make_bucket(environment: dict[str, str]) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=environment["S3_ENDPOINT_URL"],
        aws_access_key_id=environment["S3_ACCESS_KEY"],
        aws_secret_access_key=environment["S3_SECRET_KEY"],
        region_name=REGION,
        config=PATIENT,
    )
    try:
        client.create_bucket(Bucket=BUCKET)
    except client.exceptions.ClientError as refusal:
        if refusal.response["Error"]["Code"] not in PRESENT:
            raise
    finally:
        client.close()


def make_folders(place: Path) -> tuple[Path, Path]:
    settings, devices = place / "swift" / "settings", place / "swift" / "disks"
    for path in (place / "swift", settings, devices, devices / "disk"):
        path.mkdir(mode=0o700, exist_ok=True)
    return settings, devices


def environment_for(home: Path, port: int) -> dict[str, str]:
    return {
        "S3_ENDPOINT_URL": f"http://{LOOPBACK}:{port}",
        "S3_ACCESS_KEY": f"{ACCOUNT}:{ROLE}",
        "S3_SECRET_KEY": secret(home, "s3"),
        "S3_BUCKET": BUCKET,
        "S3_REGION": REGION,
    }


def start_swift(home: Path) -> Engine:
    settings, devices = make_folders(suitable_place(home, keeps_attributes))
    ports = dict(zip((*STORAGE, "proxy"), free_ports(4), strict=True))
    values = {
        "address": LOOPBACK,
        "user": pwd.getpwuid(os.geteuid()).pw_name,
        "settings": str(settings),
        "devices": str(devices),
        "hash": secret(home, "swift"),
        "key": secret(home, "s3"),
        "region": REGION,
        "account": ACCOUNT,
        "role": ROLE,
    }
    write_settings(settings, values, ports)
    rings = [f"{kind}={ports[kind]}" for kind in STORAGE]
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "services.local.swift_server",
        settings,
        *rings,
    ]
    process = Process(Program(name="swift", command=command, home=home))
    environment = environment_for(home, ports["proxy"])
    prove = partial(make_bucket, environment)
    return Engine(process, environment, prove, (BotoCoreError, ClientError))
