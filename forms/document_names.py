"""The papers that can be issued, by the names of their templates."""

DOCUMENTS = frozenset(
    {
        "submission_acknowledgement",
        "complaint_petition",
        "feedback_petition",
        "petition",
        "appointment",
        "receipt",
        "supplement_request",
        "refusal",
    }
)
# What a person signs: of a sealed filing they are printed for that person alone.
PETITIONS = frozenset({"complaint_petition", "feedback_petition", "petition"})
