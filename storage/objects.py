"""The one way to the object store; only this module knows boto3."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

import boto3
from boto3.exceptions import S3UploadFailedError
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from types_boto3_s3 import S3Client

CHUNK = 256 * 1024
# Two parts of 8 MiB in flight bound the memory of one upload.
TRANSFER = TransferConfig(multipart_chunksize=8 * 1024**2, max_concurrency=2)
MISSING = frozenset({"404", "NoSuchKey", "NoSuchBucket", "NotFound"})


class ObjectMissing(Exception):
    """No object is kept under that key."""


class ObjectsUnavailable(Exception):
    """The object store did not answer or refused; the same call may succeed later."""


class Objects:
    """Bytes by key in one bucket of an S3-compatible store.

    Every method raises `ObjectsUnavailable` when the store fails, and the reading ones
    `ObjectMissing` when the key is unknown.
    """

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    @classmethod
    def connect(
        cls, endpoint_url: str, access_key: str, secret_key: str, *, bucket: str, region: str
    ) -> "Objects":
        config = Config(
            connect_timeout=3,
            read_timeout=20,
            retries={"max_attempts": 2, "mode": "standard"},
            s3={"addressing_style": "path"},
        )
        client = boto3.client(
            "s3",
            endpoint_url=endpoint_url,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name=region,
            config=config,
        )
        return cls(client, bucket)

    def ensure_bucket(self) -> None:
        with _failures(self._bucket):
            try:
                self._client.head_bucket(Bucket=self._bucket)
            except ClientError as error:
                if _code(error) not in MISSING:
                    raise
                self._client.create_bucket(Bucket=self._bucket)

    def ping(self) -> None:
        with _failures(self._bucket):
            self._client.head_bucket(Bucket=self._bucket)

    def put(self, key: str, content: bytes, *, content_type: str) -> None:
        """Keep small content; the same key replaces what was there."""
        with _failures(key):
            self._client.put_object(
                Bucket=self._bucket, Key=key, Body=content, ContentType=content_type
            )

    def put_locked(self, key: str, content: bytes, *, content_type: str, until: datetime) -> None:
        """Keep content that nobody may replace or delete before `until`, if the store can lock."""
        if not self.locks():
            self.put(key, content, content_type=content_type)
            return
        with _failures(key):
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=content,
                ContentType=content_type,
                ObjectLockMode="COMPLIANCE",
                ObjectLockRetainUntilDate=until,
            )

    def locks(self) -> bool:
        """Whether the bucket was made with object lock; a store that cannot lock refuses to say."""
        try:
            told = self._client.get_object_lock_configuration(Bucket=self._bucket)
        except ClientError:
            return False
        except BotoCoreError as error:
            raise ObjectsUnavailable(self._bucket) from error
        return told.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled"

    def put_stream(self, key: str, stream: BinaryIO, *, content_type: str) -> None:
        """Keep content of any length in bounded memory."""
        with _failures(key):
            self._client.upload_fileobj(
                stream,
                self._bucket,
                key,
                ExtraArgs={"ContentType": content_type},
                Config=TRANSFER,
            )

    def get(self, key: str) -> bytes:
        return b"".join(self.open(key))

    def open(self, key: str) -> Iterator[bytes]:
        """Yield the content in chunks; that the key is known is told before this returns."""
        with _failures(key):
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        return _chunks(key, body)

    def delete(self, key: str) -> None:
        """Forget the object; an unknown key is no error."""
        with _failures(key):
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        with _failures(prefix):
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                yield from (item["Key"] for item in page.get("Contents", ()))


@contextmanager
def _failures(key: str) -> Iterator[None]:
    """Translate what boto3 raises into the two exceptions of this module."""
    try:
        yield
    except ClientError as error:
        refusal = ObjectMissing if _code(error) in MISSING else ObjectsUnavailable
        raise refusal(key) from error
    except (BotoCoreError, S3UploadFailedError) as error:
        raise ObjectsUnavailable(key) from error


def _chunks(key: str, body: "StreamingBody") -> Iterator[bytes]:
    with _failures(key), closing(body):
        yield from body.iter_chunks(CHUNK)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
