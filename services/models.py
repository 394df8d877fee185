"""Every model of the service, gathered so that the schema is complete wherever it is asked for."""

from services.accounts.factor_models import Authenticator, Passkey, RecoveryCode
from services.accounts.models import KnownDevice, Officer, OfficerSession
from services.agencies.models import Agency
from services.audit.models import AuditEntry, AuditLink, AuditWaiting
from services.authoring.models import ProcedureDraft, PublishedProcedure, UsedProcedure
from services.citizens.models import CitizenAccount, CitizenDossier, CitizenSession
from services.custody.models import (
    AccessRequest,
    CustodyEvent,
    CustodyKey,
    CustodyShare,
    SeenNotice,
)
from services.deadlines.models import CalendarDay
from services.documents.models import IssuedDocument
from services.dossiers.models import Counter, Dossier, HistoryEntry
from services.drafts.models import Draft
from services.files.models import StoredFile
from services.identity.models import SealedKey, SealedValue
from services.messages.models import Message
from services.notices.models import Notice, NoticeContact
from services.openid.models import SignInAttempt
from services.outbox.models import OutboxMessage
from services.privacy.models import AnswerTerm, DataRequest
from services.redaction.models import RedactedFile, Redaction
from services.retention.models import Deletion, LegalHold, RetentionPeriod, RetentionRun
from storage.base import Base

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "AccessRequest",
    "Agency",
    "AnswerTerm",
    "AuditEntry",
    "AuditLink",
    "AuditWaiting",
    "Authenticator",
    "CalendarDay",
    "CitizenAccount",
    "CitizenDossier",
    "CitizenSession",
    "Counter",
    "CustodyEvent",
    "CustodyKey",
    "CustodyShare",
    "DataRequest",
    "Deletion",
    "Dossier",
    "Draft",
    "HistoryEntry",
    "IssuedDocument",
    "KnownDevice",
    "LegalHold",
    "Message",
    "Notice",
    "NoticeContact",
    "Officer",
    "OfficerSession",
    "OutboxMessage",
    "Passkey",
    "ProcedureDraft",
    "PublishedProcedure",
    "RecoveryCode",
    "RedactedFile",
    "Redaction",
    "RetentionPeriod",
    "RetentionRun",
    "SealedKey",
    "SealedValue",
    "SeenNotice",
    "SignInAttempt",
    "StoredFile",
    "UsedProcedure",
]
