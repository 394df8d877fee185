"""The shape of a procedure file."""

from typing import Any

import marshmallow as ma

from forms.condition_file import When
from forms.field_file import KEY, TRUE_OR_FALSE, FieldFile
from forms.file_words import Words
from forms.procedure import (
    Citation,
    Deadline,
    Document,
    Level,
    Limitation,
    LimitationCount,
    PaperAsked,
    Procedure,
    Retention,
    Section,
    ShownAs,
)

CONFIDENCE = ma.validate.OneOf(["S", "K", "?"], error="{input} is no mark | use S, K or ?")
# Pages of the guidance to which a section may link.
GUIDES = ("competence", "limitation", "reasons", "representation")
NOT_EMPTY = ma.validate.Length(min=1, error="the list is empty | add at least one entry")


class Shape(ma.Schema):
    """A part of the file that becomes a frozen value."""

    makes: type

    @ma.post_load
    def make(self, found: dict[str, Any], **_: Any) -> Any:
        lists = {key: tuple(value) for key, value in found.items() if isinstance(value, list)}
        return self.makes(**(found | lists))


class LevelFile(Shape):
    makes = Level
    kind = ma.fields.String(required=True, validate=ma.validate.OneOf(["full", "partial"]))
    confidence = ma.fields.String(required=True, validate=CONFIDENCE)
    reason = Words()

    @ma.validates_schema
    def give_a_reason(self, found: dict[str, Any], **_: Any) -> None:
        if found.get("kind") == "partial" and "reason" not in found:
            fault = "a partial service needs its published reason | add “reason: {vi: …, en: …}”"
            raise ma.ValidationError(fault, "reason")


class CitationFile(Shape):
    makes = Citation
    text = ma.fields.String(required=True)
    confidence = ma.fields.String(required=True, validate=CONFIDENCE)
    note = ma.fields.String()


class DeadlineFile(Shape):
    makes = Deadline
    key = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    amount = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1, 3660))
    unit = ma.fields.String(
        required=True,
        validate=ma.validate.OneOf(
            ["working_days", "calendar_days"],
            error="{input} is no unit | use working_days or calendar_days",
        ),
    )
    start = ma.fields.String(required=True, validate=KEY)
    citation = ma.fields.String(required=True)
    confidence = ma.fields.String(required=True, validate=CONFIDENCE)
    note = ma.fields.String()


class PaperFile(Shape):
    makes = PaperAsked
    name = Words(required=True)
    required = ma.fields.Boolean(required=True, **TRUE_OR_FALSE)  # type: ignore[arg-type]
    note = Words()


class DocumentFile(Shape):
    makes = Document
    name = ma.fields.String(required=True)
    on = ma.fields.String(required=True)
    title = Words(required=True)
    closing = Words()


class RetentionFile(Shape):
    makes = Retention
    years = ma.fields.Integer(required=True, strict=True, allow_none=True)
    note = ma.fields.String()


class ShownAsFile(Shape):
    makes = ShownAs
    applicant = ma.fields.String()
    pseudonym = Words()
    subject = ma.fields.String(required=True)

    @ma.validates_schema
    def give_a_name(self, found: dict[str, Any], **_: Any) -> None:
        if "applicant" not in found and "pseudonym" not in found:
            fault = (
                "lists need a name or a pseudonym | give “applicant: path” or, where the "
                "law protects the person, “pseudonym: {vi: …, en: …}”"
            )
            raise ma.ValidationError(fault, "applicant")


class LimitationCountFile(Shape):
    makes = LimitationCount
    rule = ma.fields.String(required=True)
    start = ma.fields.String(required=True)
    when = When()


class LimitationFile(Shape):
    makes = Limitation
    counts = ma.fields.List(
        ma.fields.Nested(LimitationCountFile), required=True, validate=NOT_EMPTY
    )
    obstacle_from = ma.fields.String()
    obstacle_to = ma.fields.String()


class SectionFile(Shape):
    makes = Section
    key = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    hint = Words()
    when = When()
    on = ma.fields.String(validate=ma.validate.OneOf(["step", "review"]))
    guide = ma.fields.String(
        validate=ma.validate.OneOf(GUIDES, error="no guide is called “{input}” | use {choices}")
    )
    # Marshmallow itself uses the name "fields".
    questions = ma.fields.List(
        FieldFile(), required=True, validate=NOT_EMPTY, data_key="fields", attribute="fields"
    )


class ProcedureFile(Shape):
    makes = Procedure
    slug = ma.fields.String(required=True)
    text = ma.fields.String(required=True)
    code = ma.fields.String(required=True, validate=ma.validate.Regexp(r"^[A-Za-z0-9.\-]{2,40}$"))
    national_code = ma.fields.Boolean(required=True, **TRUE_OR_FALSE)  # type: ignore[arg-type]
    version = ma.fields.Integer(required=True, strict=True, validate=ma.validate.Range(1))
    effective_from = ma.fields.Date(required=True)
    effective_to = ma.fields.Date(allow_none=True)
    published = ma.fields.Boolean(**TRUE_OR_FALSE)  # type: ignore[arg-type]
    title = Words(required=True)
    summary = Words(required=True)
    field_of_work = Words()
    level = ma.fields.Nested(LevelFile, required=True)
    agency_levels = ma.fields.List(
        ma.fields.String(validate=ma.validate.OneOf(["commune", "province", "ministry"])),
        required=True,
        validate=NOT_EMPTY,
    )
    instance = ma.fields.Integer(strict=True, validate=ma.validate.OneOf([1, 2]))
    who_may_file = Words(required=True)
    fee = Words(required=True)
    papers = ma.fields.List(ma.fields.Nested(PaperFile), required=True)
    result = Words(required=True)
    steps = ma.fields.List(Words(), required=True, validate=NOT_EMPTY)
    legal_basis = ma.fields.List(ma.fields.Nested(CitationFile), required=True, validate=NOT_EMPTY)
    deadlines = ma.fields.List(ma.fields.Nested(DeadlineFile), required=True)
    workflow = ma.fields.String(required=True)
    documents = ma.fields.List(ma.fields.Nested(DocumentFile), required=True)
    code_lists = ma.fields.Dict(
        keys=ma.fields.String(), values=ma.fields.List(ma.fields.String()), required=True
    )
    limitation = ma.fields.Nested(LimitationFile)
    retention = ma.fields.Nested(RetentionFile, required=True)
    shown_as = ma.fields.Nested(ShownAsFile, required=True)
    sections = ma.fields.List(ma.fields.Nested(SectionFile), required=True, validate=NOT_EMPTY)
