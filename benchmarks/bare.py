"""The bare equivalent of a submission: the same rows in the same tables, and nothing else.

A Flask view that reads JSON and writes with SQLAlchemy Core: no check, no access code, no frozen
rendering, no limit, no idempotency; what must be unique is random.
"""

import hashlib
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from flask import Flask, request
from flask.typing import ResponseReturnValue
from sqlalchemy import create_engine, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert

from config import Settings
from services.models import Counter, Dossier, HistoryEntry, OutboxMessage, StoredFile
from storage.scope import SERVICE, SETTING

SCOPE = "bare"
DOCUMENTS = ("submission_acknowledgement", "complaint_petition")

app = Flask(__name__)
# The bare view sees what the service sees: the policies are the price of both.
AS_SERVICE = {"options": f"-c {SETTING}={SERVICE.value}"}
engine = create_engine(
    Settings.from_env().database_url, pool_size=4, max_overflow=4, connect_args=AS_SERVICE
)


@app.get("/")
def alive() -> ResponseReturnValue:
    return {"status": "ok"}


@app.post("/dossiers")
def submit() -> ResponseReturnValue:
    given: dict[str, Any] = request.get_json()
    now, key = datetime.now(UTC), request.headers["Idempotency-Key"].encode()
    with engine.begin() as connection:
        number = f"BARE-{connection.scalar(_counted())}"
        values = _dossier(given, number, hashlib.sha256(key).digest(), now)
        dossier = connection.scalar(insert(Dossier).values(values).returning(Dossier.id))
        signature = given["row"]["answers"]["signature"]
        connection.execute(
            update(StoredFile)
            .where(StoredFile.id == UUID(signature), StoredFile.dossier_id.is_(None))
            .values(dossier_id=dossier)
        )
        entry = connection.scalar(
            insert(HistoryEntry).values(_entry(dossier, now)).returning(HistoryEntry.id)
        )
        connection.execute(insert(OutboxMessage), [_promise(entry, one, now) for one in DOCUMENTS])
    return {"number": number}, 201


def _counted() -> Any:
    drawn = upsert(Counter).values(scope=SCOPE, last=1)
    return drawn.on_conflict_do_update(
        index_elements=[Counter.scope], set_={"last": Counter.last + 1}
    ).returning(Counter.last)


def _dossier(given: dict[str, Any], number: str, mark: bytes, now: datetime) -> dict[str, Any]:
    return {
        **given["row"],
        "number": number,
        "revision": 1,
        "attempt_hash": mark,
        "request_hash": mark,
        "access_code_hash": mark,
        "submitted_at": now,
        "changed_at": now,
        "due_on": date(2026, 12, 2),
    }


def _entry(dossier: int | None, now: datetime) -> dict[str, Any]:
    return {
        "dossier_id": dossier,
        "at": now,
        "action": "submit",
        "from_state": "submitted",
        "to_state": "submitted",
        "actor_kind": "applicant",
        "actor_name": "Nguyễn Thị Hương Giang",
        "inputs": {"files": []},
    }


def _promise(entry: int | None, document: str, now: datetime) -> dict[str, Any]:
    return {
        "effect": "issue_document",
        "history_id": entry,
        "argument": document,
        "promised_at": now,
        "due_at": now,
        "queued": 0,
        "attempts": 0,
        "last_error": "",
        # Nobody is to do the work of these.
        "done_at": now,
    }
