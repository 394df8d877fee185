"""How often each page may be asked, and what happens while Redis is away: one table.

Reading and filing go on without Redis, each process counting for itself. What could be guessed is
closed meanwhile: guessing uncounted would be worse than waiting.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from flask import Flask, Response, abort, request
from flask_limiter import Limit, Limiter

from config import Mode
from services.web import callers

LOGIN = "20 per minute; 200 per hour"
LOOK_UP = "20 per minute; 200 per hour"
UPLOAD = "60 per minute"
BLANK = "60 per minute"
PAINT = "120 per minute"
DOWNLOAD = "60 per minute"
SUBMIT = "30 per minute"
# Redis answers within this time, or counts as away.
PATIENCE_SECONDS = 1


class Away(StrEnum):
    """What becomes of a request while Redis does not answer."""

    OPEN = "counted by each process for itself"
    CLOSED = "refused with 503 until it is back"


@dataclass(frozen=True)
class Rule:
    """How often, counted by whom; pages under one rule share one count."""

    name: str
    rate: str
    by: Callable[[], str]
    away: Away = Away.OPEN


READING = Rule("reading", "3000 per minute", callers.visitor)
WORKING = Rule("working", "600 per minute", callers.person)
BEGINNING = Rule("beginning", SUBMIT, callers.visitor)
# Many share the exit of a network that hides them: all are counted as one, and not by address.
PROTECTED = Rule("protected", "3000 per minute", lambda: callers.EVERYBODY)
HANDING_IN = Rule("handing in", SUBMIT, callers.person)
SENDING = Rule("sending", UPLOAD, callers.person)
PRINTING = Rule("printing", BLANK, callers.visitor)
# A sealed petition is made anew for each reader, and each file is opened on the way.
OWN_PRINT = Rule("printing one's own", LOOK_UP, callers.person)
OWN_FILE = Rule("fetching one's own", DOWNLOAD, callers.person)
# Each page is drawn by a process of its own.
PAINTING = Rule("painting pages", PAINT, callers.person)
ISSUING = Rule("issuing redacted copies", "6 per minute", callers.person)
# A wrong code costs a puzzle here (puzzle_gate), so that a shared address is slowed, not shut out.
OPENING = Rule("opening", "600 per minute", callers.visitor, Away.CLOSED)
# A wrong code costs programs a puzzle as well; what they try is bounded all the same.
GUESSING = Rule("guessing", LOOK_UP, callers.visitor, Away.CLOSED)
SIGNING_IN = Rule("signing in", LOGIN, callers.visitor, Away.CLOSED)
# Many share the exit of a mobile network: as with codes, they are slowed late and not shut out.
ASKING_PROVIDER = Rule("asking the provider", "600 per minute", callers.visitor, Away.CLOSED)
KEYS = Rule("keys", LOGIN, callers.person, Away.CLOSED)

# Whole parts of the site; None is for machines that watch the service.
PARTS: Mapping[str, Rule | None] = {
    "addresses": READING,
    "api": READING,
    "api-docs": READING,
    "begin": READING,
    "blank": READING,
    "catalogue": READING,
    "citizen_sign_in": READING,
    "design": READING,
    "discarding": WORKING,
    "downloads": READING,
    "elsewhere": WORKING,
    "enclosures": WORKING,
    "filing": WORKING,
    "finished": WORKING,
    "follow_up": WORKING,
    "group_list": WORKING,
    "guidance": READING,
    "health": None,
    "languages": READING,
    "left_files": WORKING,
    "leaving": READING,
    "limitation": READING,
    "look_up": READING,
    "moved": WORKING,
    "my_account": WORKING,
    "my_data": WORKING,
    "my_dossiers": WORKING,
    "notices": WORKING,
    "privacy": READING,
    "officer": WORKING,
    "pages": READING,
    "resume": READING,
    "review": WORKING,
    "supplement": WORKING,
    "talk": WORKING,
    "well_known": READING,
    "wishes": WORKING,
    "withdrawal": WORKING,
}
PAGES: Mapping[str, Rule | None] = {
    # The proxy in front sends these.
    "static": None,
    "api.file_dossier": BEGINNING,
    "api.get_document": GUESSING,
    "api.get_dossier": GUESSING,
    "api.get_file": GUESSING,
    "api.get_receipt": GUESSING,
    "api.list_messages": GUESSING,
    "api.send_message": GUESSING,
    "api.upload": Rule("sending by programs", UPLOAD, callers.visitor),
    "api.upload_for_message": GUESSING,
    "begin.begin": BEGINNING,
    "blank.show": PRINTING,
    # Each of these makes the service call the provider.
    "citizen_sign_in.begin": ASKING_PROVIDER,
    "citizen_sign_in.finish": ASKING_PROVIDER,
    "elsewhere.renew": HANDING_IN,
    "finished.petition": OWN_PRINT,
    "follow_up.file": OWN_FILE,
    "follow_up.petition": OWN_PRINT,
    "group_list.accept": HANDING_IN,
    "group_list.look_over": SENDING,
    "look_up.find": OPENING,
    "my_data.send": HANDING_IN,
    "my_data.take_copy": GUESSING,
    "notices.save": HANDING_IN,
    "officer.add_passkey": KEYS,
    "officer.begin_key": KEYS,
    "officer.begin_elsewhere": SIGNING_IN,
    "officer.begin_redaction": PAINTING,
    "officer.check": SIGNING_IN,
    "officer.check_confirmation": KEYS,
    "officer.check_second_step": SIGNING_IN,
    "officer.check_share": KEYS,
    "officer.finish_app": KEYS,
    "officer.finish_elsewhere": SIGNING_IN,
    "officer.issue_redaction": ISSUING,
    "officer.keep_passkey": KEYS,
    "officer.opened_file": OWN_FILE,
    "officer.recover_share": KEYS,
    "officer.redacted_file": OWN_FILE,
    "officer.redaction_page": PAINTING,
    "officer.save_password": KEYS,
    "officer.set_passphrase": KEYS,
    "officer.take_given_share": KEYS,
    "officer.take_share": KEYS,
    "resume.find": OPENING,
    "review.submit": HANDING_IN,
    "supplement.answer": HANDING_IN,
    "talk.send": HANDING_IN,
    "wishes.act": HANDING_IN,
}


def rule(endpoint: str) -> Rule | None:
    """Give the line of a page; the page's own before that of its part."""
    found = PAGES[endpoint] if endpoint in PAGES else PARTS.get(endpoint.rpartition(".")[0])
    if found in {READING, BEGINNING, PRINTING} and callers.asks_protected():
        return PROTECTED
    return found


def _of_this() -> Rule | None:
    return rule(request.endpoint or "")


# What is left is not told with every answer: that would ask Redis twice more.
limiter = Limiter(
    callers.visitor,
    default_limits=[
        Limit(
            lambda: found.rate if (found := _of_this()) else "",
            key_function=lambda: found.by() if (found := _of_this()) else "",
            scope=lambda endpoint: found.name if (found := rule(endpoint)) else "",
            shared=True,
        )
    ],
    in_memory_fallback_enabled=True,
)


def join(app: Flask) -> None:
    settings = app.extensions["motcua"].settings
    patience = dict.fromkeys(("socket_connect_timeout", "socket_timeout"), PATIENCE_SECONDS)
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_STORAGE_OPTIONS"] = patience
    app.config["RATELIMIT_ENABLED"] = settings.mode is not Mode.TEST
    app.config["RATELIMIT_KEY_PREFIX"] = "motcua"
    app.before_request(close_what_is_not_counted)
    limiter.init_app(app)
    app.after_request(tell_when_to_come_back)


def close_what_is_not_counted() -> None:
    found = _of_this()
    if found and found.away is Away.CLOSED and limiter.enabled and not limiter.storage.check():
        abort(HTTPStatus.SERVICE_UNAVAILABLE)


def tell_when_to_come_back(response: Response) -> Response:
    reached = limiter.current_limit
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and reached and reached.breached:
        seconds = max(reached.reset_at - int(time.time()), 1)
        response.headers.setdefault("Retry-After", str(seconds))
    return response
