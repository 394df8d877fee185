"""The text of a message: as it was meant, without what no database keeps."""

import re
import unicodedata

from services.messages.refusals import LONGEST, TooLong

# Line breaks and tabs are meant; other control characters and halves of characters are not.
UNMEANT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def checked(text: str) -> str:
    """Give the text that is kept.

    Raises:
        TooLong: it is longer than one message may be.

    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    said = unicodedata.normalize("NFC", UNMEANT.sub("", lines)).strip()
    if len(said) > LONGEST:
        raise TooLong
    return said
