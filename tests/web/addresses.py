"""An address of every page, whether or not there is what it names."""

from uuid import uuid4

from flask import Flask
from werkzeug.routing import Rule

# What stands in an address; nothing of it exists, but for the dossier.
PARTS = {
    "code": "2.002409",
    "draft_id": uuid4(),
    "file_id": uuid4(),
    "file": uuid4(),
    "document": 1,
    "section_key": "x",
    "field_key": "x",
    "kind": "csv",
    "token": "x",
    "iso": "2026-11-24",
    "name": "receive",
    "numbers": "0",
    "key_id": 1,
    "request_id": 1,
    "deletion_id": 1,
    "officer_id": 1,
    "passkey_id": 1,
    "session_id": 1,
    "path": "gioi-thieu",
    "province": "19",
    "chosen": "vi",
    "filename": "x",
    "place": 1,
    "page": 1,
    "version": 1,
}

NAMES = {"officer.give_share": {"name": "mo-khoa"}, "officer.take_given_share": {"name": "mo-khoa"}}


def address(app: Flask, rule: Rule, number: str) -> str:
    known = {**PARTS, **NAMES.get(rule.endpoint, {}), "number": number}
    if "draft_id" in rule.arguments and rule.endpoint.startswith("officer."):
        known.update(draft_id=1, number=1)
    values = {key: known[key] for key in rule.arguments}
    with app.test_request_context():
        return str(app.url_map.bind("localhost").build(rule.endpoint, values))
