"""Where a sealed message lies among what is sealed of its dossier."""

MESSAGE = "message:"


def purpose_of(message_id: int) -> str:
    return f"{MESSAGE}{message_id}"
