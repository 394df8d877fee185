"""A condition in plain words, also one that is not finished."""

from collections.abc import Mapping, Sequence

from forms.editing.askable import Askable
from forms.kinds.choices import NO, YES
from forms.text import NO_TEXT, Text

OF_TRUTH: Mapping[str, Text] = {"True": YES, "False": NO}
JOINED = {"all": Text(" và ", " and "), "any": Text(" hoặc ", " or ")}
IS = Text("“{label}” là {values}", "“{label}” is {values}")
FILLED = Text("“{label}” đã được trả lời", "“{label}” was answered")
BLANK = Text("“{label}” chưa được trả lời", "“{label}” was not answered")
NOT = Text("không phải ({inner})", "not ({inner})")
OR = Text(" hoặc ", " or ")


def said(when: object, asked: Sequence[Askable]) -> Text:
    """Say when something is asked; nothing when it always is."""
    if not isinstance(when, Mapping):
        return NO_TEXT
    for word, between in JOINED.items():
        parts = when.get(word)
        if isinstance(parts, list):
            return _joined([said(part, asked) for part in parts], between)
    if "not" in when:
        inner = said(when["not"], asked)
        return Text(NOT.vi.format(inner=inner.vi), NOT.en.format(inner=inner.en))
    return _leaf(when, {one.path: one for one in asked})


def _leaf(when: Mapping[str, object], asked: Mapping[str, Askable]) -> Text:
    path = str(when.get("field", ""))
    one = asked.get(path, Askable(path, Text(path, path), ""))
    if "filled" in when:
        shape = FILLED if when["filled"] else BLANK
        return Text(shape.vi.format(label=one.label.vi), shape.en.format(label=one.label.en))
    values = when.get("in")
    listed = values if isinstance(values, list) else [when.get("is")]
    labels = dict(one.values)
    named = [
        OF_TRUTH.get(str(value)) or labels.get(str(value)) or _plain(value) for value in listed
    ]
    values_said = _joined(named, OR)
    return Text(
        IS.vi.format(label=one.label.vi, values=values_said.vi),
        IS.en.format(label=one.label.en, values=values_said.en),
    )


def _plain(value: object) -> Text:
    return Text(str(value), str(value))


def _joined(parts: Sequence[Text], between: Text) -> Text:
    return Text(
        between.vi.join(part.vi for part in parts),
        between.en.join(part.in_language("en") for part in parts),
    )
