"""What each page asks of whoever calls it: one table; a page without a line is shown to nobody."""

from collections.abc import Mapping
from enum import StrEnum

from flask import Flask, abort, request

from services.policy.table import Action


class Open(StrEnum):
    """Pages that ask for no officer."""

    PUBLIC = "public"
    # The secret of a draft, the code of a dossier, or a signed link: the page itself asks for it.
    BY_SECRET = "by secret"  # noqa: S105 - a word for a kind of page


Rule = Open | Action

# Whole parts of the site. The API and the officers' area are told page by page.
PARTS: Mapping[str, Rule] = {
    "addresses": Open.PUBLIC,
    "api-docs": Open.PUBLIC,
    "begin": Open.PUBLIC,
    "blank": Open.PUBLIC,
    "catalogue": Open.PUBLIC,
    "citizen_sign_in": Open.PUBLIC,
    "design": Open.PUBLIC,
    "discarding": Open.BY_SECRET,
    "downloads": Open.BY_SECRET,
    "elsewhere": Open.BY_SECRET,
    "enclosures": Open.BY_SECRET,
    "filing": Open.BY_SECRET,
    "finished": Open.BY_SECRET,
    "follow_up": Open.BY_SECRET,
    "group_list": Open.BY_SECRET,
    "guidance": Open.PUBLIC,
    "health": Open.PUBLIC,
    "languages": Open.PUBLIC,
    "leaving": Open.PUBLIC,
    "left_files": Open.BY_SECRET,
    "limitation": Open.PUBLIC,
    "look_up": Open.PUBLIC,
    "moved": Open.BY_SECRET,
    # The session of whoever has signed in.
    "my_account": Open.BY_SECRET,
    "my_data": Open.BY_SECRET,
    "my_dossiers": Open.BY_SECRET,
    "notices": Open.BY_SECRET,
    "pages": Open.PUBLIC,
    "privacy": Open.PUBLIC,
    "resume": Open.PUBLIC,
    "review": Open.BY_SECRET,
    "supplement": Open.BY_SECRET,
    "talk": Open.BY_SECRET,
    "well_known": Open.PUBLIC,
    "wishes": Open.BY_SECRET,
    "withdrawal": Open.BY_SECRET,
}
PAGES: Mapping[str, Rule] = {
    "static": Open.PUBLIC,
    "api.list_agencies": Open.PUBLIC,
    "api.list_procedures": Open.PUBLIC,
    "api.get_procedure": Open.PUBLIC,
    "api.upload": Open.PUBLIC,
    "api.file_dossier": Open.PUBLIC,
    "api.get_dossier": Open.BY_SECRET,
    "api.get_document": Open.BY_SECRET,
    "api.get_file": Open.BY_SECRET,
    "api.get_receipt": Open.BY_SECRET,
    "api.list_messages": Open.BY_SECRET,
    "api.send_message": Open.BY_SECRET,
    "api.upload_for_message": Open.BY_SECRET,
    "resume.go_on": Open.BY_SECRET,
    # It only takes out of the cookie what the browser itself brought.
    "elsewhere.leave": Open.PUBLIC,
    "officer.sign_in": Open.PUBLIC,
    "officer.check": Open.PUBLIC,
    "officer.begin_elsewhere": Open.PUBLIC,
    "officer.finish_elsewhere": Open.PUBLIC,
    "officer.second_step": Open.BY_SECRET,
    "officer.check_second_step": Open.BY_SECRET,
    "officer.people": Action.MANAGE_ACCOUNTS,
    "officer.new_person": Action.MANAGE_ACCOUNTS,
    "officer.add_person": Action.MANAGE_ACCOUNTS,
    "officer.person": Action.MANAGE_ACCOUNTS,
    "officer.change_person": Action.MANAGE_ACCOUNTS,
    "officer.disable_person": Action.MANAGE_ACCOUNTS,
    "officer.enable_person": Action.MANAGE_ACCOUNTS,
    "officer.renew_password": Action.MANAGE_ACCOUNTS,
    "officer.reset_factors": Action.MANAGE_ACCOUNTS,
    "officer.hand_over": Action.MANAGE_ACCOUNTS,
    "officer.inbox": Action.LIST,
    "officer.dossier": Action.READ,
    "officer.action": Action.HANDLE,
    "officer.act": Action.HANDLE,
    "officer.messages": Action.READ_MESSAGES,
    "officer.write_message": Action.WRITE_TO_PERSON,
    "officer.take": Action.TAKE,
    "officer.assign": Action.ASSIGN,
    # Whoever may read a dossier may ask; the matrix of `services.policy.protection` goes on.
    "officer.identity": Action.READ,
    "officer.ask_identity": Action.READ,
    "officer.opened_identity": Action.READ,
    "officer.opened_file": Action.READ,
    "officer.close_identity": Action.READ,
    "officer.redaction": Action.REDACT,
    "officer.begin_redaction": Action.REDACT,
    "officer.discard_redaction": Action.REDACT,
    "officer.issue_redaction": Action.REDACT,
    "officer.redaction_text": Action.REDACT,
    "officer.mask_text": Action.REDACT,
    "officer.redaction_page": Action.REDACT,
    "officer.change_redaction_page": Action.REDACT,
    "officer.include_file": Action.REDACT,
    "officer.redacted": Action.READ_REDACTED,
    "officer.redacted_version": Action.READ_REDACTED,
    "officer.redacted_file": Action.READ_REDACTED,
    "officer.recall_redacted": Action.REDACT,
    "officer.identity_requests": Action.APPROVE_IDENTITY,
    "officer.identity_request": Action.APPROVE_IDENTITY,
    "officer.answer_identity_request": Action.APPROVE_IDENTITY,
    "officer.revoke_identity": Action.APPROVE_IDENTITY,
    "officer.calendar": Action.READ_CALENDAR,
    "officer.add_day": Action.CHANGE_CALENDAR,
    "officer.change_day": Action.CHANGE_CALENDAR,
    "officer.save_day": Action.CHANGE_CALENDAR,
    "officer.remove_day": Action.CHANGE_CALENDAR,
    "officer.audit": Action.READ_AUDIT,
    "officer.export_audit": Action.EXPORT_AUDIT,
    "officer.data_requests": Action.ANSWER_DATA,
    "officer.data_request": Action.ANSWER_DATA,
    "officer.answer_data_request": Action.ANSWER_DATA,
    "officer.waiting_deletions": Action.HOLD_DOSSIERS,
    "officer.restore_dossier": Action.HOLD_DOSSIERS,
    "officer.hold": Action.HOLD_DOSSIERS,
    "officer.change_hold": Action.HOLD_DOSSIERS,
    "officer.procedures": Action.WRITE_PROCEDURES,
    "officer.begin_procedure": Action.WRITE_PROCEDURES,
    "officer.begin_draft": Action.WRITE_PROCEDURES,
    "officer.draft": Action.WRITE_PROCEDURES,
    "officer.approval": Action.WRITE_PROCEDURES,
    "officer.send_for_approval": Action.WRITE_PROCEDURES,
    "officer.approve": Action.WRITE_PROCEDURES,
    "officer.return_draft": Action.WRITE_PROCEDURES,
    "officer.discard_draft": Action.WRITE_PROCEDURES,
    "officer.edit_sections": Action.WRITE_PROCEDURES,
    "officer.change_sections": Action.WRITE_PROCEDURES,
    "officer.change_questions": Action.WRITE_PROCEDURES,
    "officer.change_kind": Action.WRITE_PROCEDURES,
    "officer.edit_head": Action.WRITE_PROCEDURES,
    "officer.edit_section": Action.WRITE_PROCEDURES,
    "officer.edit_question": Action.WRITE_PROCEDURES,
    "officer.preview_list": Action.WRITE_PROCEDURES,
    "officer.preview_state": Action.WRITE_PROCEDURES,
    "officer.edit_text": Action.WRITE_PROCEDURES,
    "officer.save_text": Action.WRITE_PROCEDURES,
    "officer.custody": Action.READ_CUSTODY,
    "officer.seen_notices": Action.HOLD_KEYS,
    "officer.seal_key": Action.HOLD_KEYS,
    "officer.cancel_key": Action.HOLD_KEYS,
    "officer.give_share": Action.HOLD_KEYS,
    "officer.take_given_share": Action.HOLD_KEYS,
    "officer.recover_share": Action.HOLD_KEYS,
    "officer.set_passphrase": Action.HOLD_KEYS,
    "officer.plan_key": Action.HOLD_KEYS,
    "officer.begin_key": Action.HOLD_KEYS,
    "officer.my_share": Action.HOLD_KEYS,
    "officer.take_share": Action.HOLD_KEYS,
    "officer.prove_share": Action.HOLD_KEYS,
    "officer.check_share": Action.HOLD_KEYS,
}
# Whoever is signed in may leave, and looks after the own account, whatever the roles.
SIGNED_IN = frozenset(
    {
        "officer.sign_out",
        "officer.confirm",
        "officer.check_confirmation",
        "officer.account",
        "officer.end_session",
        "officer.end_other_sessions",
        "officer.change_password",
        "officer.save_password",
        "officer.set_up_app",
        "officer.finish_app",
        "officer.remove_app",
        "officer.renew_recovery_codes",
        "officer.add_passkey",
        "officer.keep_passkey",
        "officer.remove_passkey",
    }
)


def join(app: Flask) -> None:
    app.before_request(refuse_unruled)


def rule(endpoint: str) -> Rule | None:
    return PAGES.get(endpoint) or PARTS.get(endpoint.rpartition(".")[0])


def refuse_unruled() -> None:
    """Show nobody what nobody was allowed."""
    endpoint = request.endpoint
    if endpoint and endpoint not in SIGNED_IN and rule(endpoint) is None:
        abort(403)
