"""A text for the reader in both languages of the service."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True)
class Text:
    """One text, Vietnamese first; English falls back to Vietnamese when it is empty."""

    vi: str
    en: str = ""

    def in_language(self, language: Language) -> str:
        return self.en if language == "en" and self.en else self.vi

    def format(self, **values: object) -> "Text":
        return Text(self.vi.format(**values), self.en.format(**values))


NO_TEXT = Text("")
