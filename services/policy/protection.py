"""What is hidden of a protected person, and from whom: one matrix, read line by line.

Law on Denunciations (Luật Tố cáo), articles 8, 9, 47 and 56; Decree 31/2019, article 6.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, StrEnum

from services.policy.check import Object, Subject, relation
from services.policy.table import Relation, Role


class Datum(StrEnum):
    """A kind of data about whoever denounces."""

    IDENTITY = "identity"  # name, address, telephone, papers, e-mail
    HANDWRITING = "handwriting"  # the signature, and the scan of a petition
    MATTER = "matter"  # what is denounced
    HINTS = "hints"  # position, family, facts that only one person knows
    EVIDENCE = "evidence"  # the files given as evidence
    MESSAGES = "messages"  # what is written to the agency later, and its answers
    REDACTED = "redacted"  # the copy in which all of that is painted over, managed as secret
    EXISTENCE = "existence"  # that there is a dossier


class Reader(StrEnum):
    """As what somebody stands before a dossier."""

    RECEIVER = "receiver"  # of the agency, and in charge of this dossier
    DECIDER = "decider"
    VERIFIER = "verifier"  # in charge of verifying this dossier
    COLLEAGUE = "colleague"  # works with the dossiers of the agency, but not with this one
    OUTSIDER = "outsider"  # every other officer: of another agency, administrators, auditors
    DENOUNCED = "denounced"
    PUBLIC = "public"


class Access(IntEnum):
    """How somebody gets to see it, from not at all to at once."""

    NEVER = 0
    COUNTED = 1  # in statistics
    NOTIFIED = 2  # as far as a notice of the procedure needs it
    ON_APPROVAL = 3  # a second authorised person releases it, with a reason and for a while
    WITH_REASON = 4  # opened by oneself, with a reason; entered, and the holders are told
    SHOWN = 5  # on every page of the dossier


NEVER, COUNTED, NOTIFIED, ASK, OPEN, SHOWN = Access

# The columns stand in the order of `Reader`:
# receiver, decider, verifier, colleague, outsider, the denounced person, the public.
ROWS: Mapping[Datum, tuple[Access, ...]] = {
    Datum.IDENTITY: (OPEN, OPEN, ASK, ASK, NEVER, NEVER, NEVER),
    Datum.HANDWRITING: (OPEN, OPEN, ASK, ASK, NEVER, NEVER, NEVER),
    Datum.MATTER: (OPEN, OPEN, ASK, ASK, NEVER, NOTIFIED, NEVER),
    Datum.HINTS: (OPEN, OPEN, ASK, ASK, NEVER, NEVER, NEVER),
    Datum.EVIDENCE: (OPEN, OPEN, ASK, ASK, NEVER, NOTIFIED, NEVER),
    Datum.MESSAGES: (OPEN, OPEN, ASK, ASK, NEVER, NEVER, NEVER),
    Datum.REDACTED: (SHOWN, SHOWN, SHOWN, NEVER, NEVER, NEVER, NEVER),
    Datum.EXISTENCE: (SHOWN, SHOWN, SHOWN, SHOWN, COUNTED, NOTIFIED, COUNTED),
}
MATRIX: Mapping[Datum, Mapping[Reader, Access]] = {
    datum: dict(zip(Reader, cells, strict=True)) for datum, cells in ROWS.items()
}
# Of several that fit an officer, the first; whoever fits none is an outsider.
STANDING: Sequence[tuple[Reader, Role, Relation]] = (
    (Reader.DECIDER, Role.DECIDER, Relation.OWN),
    (Reader.RECEIVER, Role.RECEIVER, Relation.ASSIGNED),
    (Reader.VERIFIER, Role.VERIFIER, Relation.ASSIGNED),
    (Reader.COLLEAGUE, Role.RECEIVER, Relation.OWN),
    (Reader.COLLEAGUE, Role.HEAD, Relation.OWN),
    (Reader.COLLEAGUE, Role.CLERK, Relation.OWN),
)


def standing(officer: Subject, dossier: Object) -> Reader:
    """Tell as what an officer stands before a dossier."""
    near, roles = relation(officer, dossier), officer.roles
    fitting = (reader for reader, role, least in STANDING if role in roles and near >= least)
    return next(fitting, Reader.OUTSIDER)


def access(officer: Subject, dossier: Object, datum: Datum) -> Access:
    return MATRIX[datum][standing(officer, dossier)]
