"""All that is kept in the end: database, bucket and Redis, as whoever steals them reads them."""

import subprocess
from collections.abc import Iterator

import psycopg
from psycopg import sql
from sqlalchemy import Engine, inspect

from services.resources import Resources
from storage.scope import SERVICE, SETTING
from tests.burned import PDFTOTEXT, parts


def database(owner: Engine) -> Iterator[bytes]:
    """Copy every table, as a dump does."""
    with psycopg.connect(
        owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    ) as raw:
        raw.execute(f"SET {SETTING} = '{SERVICE.value}'")
        for table in inspect(owner).get_table_names():
            asked = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT").format(sql.Identifier(table))
            with raw.cursor() as cursor, cursor.copy(asked) as copy:
                yield from (bytes(piece) for piece in copy)


def bucket(resources: Resources) -> Iterator[bytes]:
    """Give every object with its name; of papers also what is packed in them, and their words."""
    names = resources.objects.keys()
    for key in names:
        content = resources.objects.get(key)
        yield key.encode()
        if not content.startswith(b"%PDF-"):
            yield content
            continue
        yield from parts(content)
        command = [PDFTOTEXT, "-", "-"]
        yield subprocess.run(command, input=content, capture_output=True, check=True).stdout


def redis(resources: Resources) -> Iterator[bytes]:
    for key in resources.redis.scan_iter():
        yield bytes(key)
        yield resources.redis.dump(key) or b""
