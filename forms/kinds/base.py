"""What every kind of answer can do: be read, checked, drawn, printed and described."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import marshmallow as ma

from forms.conditions import Leaf, is_blank
from forms.control import Control, Widget
from forms.own_field import OwnField
from forms.text import Language, Text

Json = Any  # What JSON can say.
Posted = Mapping[str, list[str]]  # HTML names and their values.
Schema = dict[str, Json]  # A JSON Schema.


def nothing_known(_leaf: Leaf) -> bool | None:
    return None


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Refused(Exception):
    """An answer breaks a rule; the message says which and what to do."""

    def __init__(self, message: Text, **values: object) -> None:
        super().__init__(message.vi)
        self.message = message
        self.values = values

    def about(self, label: Text) -> Text:
        return worded(self.message, label=label, **self.values)


def worded(message: Text, **values: object) -> Text:
    """Fill a message in both languages; a text among the values speaks the same language."""
    vi = {key: value.vi if isinstance(value, Text) else value for key, value in values.items()}
    en = {
        key: value.in_language("en") if isinstance(value, Text) else value
        for key, value in values.items()
    }
    return Text(message.vi.format(**vi), message.en.format(**en))


@dataclass(frozen=True)
class Drawing:
    """All that a kind needs to know to draw one field."""

    name: str
    label: Text
    hint: Text
    required: bool
    raw: object
    beside: Mapping[str, Json]
    errors: Mapping[str, Text]
    language: Language
    today: date
    when: str = ""
    agencies: Mapping[str, str] = field(default_factory=dict)  # Names by code.
    scope: Mapping[str, Json] = field(default_factory=dict)  # What computed values look at.
    known: Callable[[Leaf], bool | None] = nothing_known  # Conditions settled on other pages.

    def say(self, text: Text) -> str:
        return text.in_language(self.language)

    def control(self, widget: Widget, **more: Any) -> Control:
        error = self.errors.get(self.name)
        return Control(
            name=self.name,
            id=self.name.replace(".", "-"),
            widget=widget,
            label=self.say(self.label),
            hint=self.say(self.hint),
            error=self.say(error) if error else "",
            required=self.required,
            when=self.when,
            **more,
        )


class Kind(ABC):
    """One kind of answer; its instance holds what the procedure file says about it."""

    name: ClassVar[str]
    settings: ClassVar[Mapping[str, ma.fields.Field[Any]]] = {}
    missing: ClassVar[Text] = Text(
        "Bạn chưa điền “{label}”. Hãy điền mục này.", "“{label}” is empty. Fill it in."
    )
    answered: ClassVar[bool] = True  # A static text is shown and never answered.
    searched: ClassVar[bool] = False  # Its words help to find a dossier.
    uploaded: ClassVar[bool] = False  # Its answers are file ids, which the form itself never posts.

    @abstractmethod
    def check(self, value: object, today: date, beside: Mapping[str, Json], /) -> Json:
        """Return the canonical answer or raise Refused; ``beside`` holds the raw siblings."""

    @abstractmethod
    def control(self, drawing: Drawing) -> Control: ...

    @abstractmethod
    def json_schema(self) -> Schema: ...

    def is_blank(self, value: object) -> bool:
        return is_blank(value)

    def answer(self, label: Text, today: date) -> ma.fields.Field[Any]:
        return Answer(self, label, today)

    def inputs(self, name: str, /) -> tuple[str, ...]:
        """List the HTML names that carry one answer."""
        return (name,)

    def read(self, name: str, posted: Posted, /) -> object:
        """Make the raw answer out of what the browser posted, mistakes included."""
        return first(posted, name)

    def shown(self, value: Json, /) -> tuple[Text, ...]:
        """Say a canonical answer in lines for the reader."""
        return (Text(str(value)),)

    def files(self, _value: Json, /) -> tuple[str, ...]:
        return ()


class Answer(OwnField[Json]):
    """A marshmallow field that asks the kind, so that each rule stands in one place."""

    def __init__(self, kind: Kind, label: Text, today: date) -> None:
        super().__init__(allow_none=False)
        self.kind = kind
        self.label = label
        self.today = today

    def load(self, value: object, beside: Mapping[str, Any], /) -> Json:
        try:
            return self.kind.check(value, self.today, beside)
        except Refused as refused:
            # Marshmallow keeps whatever stands in the list.
            raise ma.ValidationError([refused.about(self.label)]) from None


def first(posted: Posted, name: str) -> str:
    values = posted.get(name)
    return values[0] if values else ""


def typed(raw: object) -> str:
    """Show again what the person typed, wrong or not."""
    text = raw if isinstance(raw, str) else str(raw) if isinstance(raw, int) else ""
    # A lone surrogate cannot be written into a page.
    return text.encode("utf-8", "replace").decode("utf-8")
