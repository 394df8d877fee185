"""Under which purposes a dossier's content is sealed, and what each holds once it is opened.

| purpose           | what it holds                                                              |
|-------------------|----------------------------------------------------------------------------|
| `answers`         | all canonical answers of the filing (`forms.answers`), protected ones too  |
| `frozen`          | what the person saw, as in `dossiers.frozen`, nothing left out              |
| `files`           | file id → the name that its giver knows it by                              |
| `hashes`          | file id → SHA-256 of the file in clear, in hex                             |
| `inputs:<entry>`  | what the person wrote with a later action; the number is the history entry |
| `message:<id>`    | a message of either side (`services.messages.places`)                      |

A file in the store is sealed under a key of its own, which `files.key_wrap` holds under the data
key of the dossier (`services.files.seals.content`).
"""

ANSWERS = "answers"
FROZEN = "frozen"
FILES = "files"
HASHES = "hashes"
INPUTS = "inputs:"


def inputs_of(entry_id: int) -> str:
    return f"{INPUTS}{entry_id}"
