"""The shape of the file of competence."""

from pathlib import Path

import marshmallow as ma

from forms.catalogue import Catalogue
from forms.condition_file import When
from forms.field_file import KEY
from forms.file_words import Words
from forms.guidance import competence_checks
from forms.guidance.competence import Body, Choice, Competence, Outcome, Question
from forms.guidance.limitation_file import Rules
from forms.guidance.reading import HERE, read
from forms.procedure_file import NOT_EMPTY, CitationFile, Shape


class ChoiceFile(Shape):
    makes = Choice
    value = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    hint = Words()


class QuestionFile(Shape):
    makes = Question
    key = ma.fields.String(required=True, validate=KEY)
    label = Words(required=True)
    hint = Words()
    when = When()
    options = ma.fields.List(ma.fields.Nested(ChoiceFile), required=True, validate=NOT_EMPTY)


class BodyFile(Shape):
    makes = Body
    key = ma.fields.String(required=True, validate=KEY)
    name = Words(required=True)
    where = Words(required=True)
    level = ma.fields.String(validate=ma.validate.OneOf(["commune", "province", "ministry"]))


class OutcomeFile(Shape):
    makes = Outcome
    key = ma.fields.String(required=True, validate=KEY)
    title = Words(required=True)
    citations = ma.fields.List(ma.fields.Nested(CitationFile), required=True, validate=NOT_EMPTY)
    when = When(required=True)
    decider = ma.fields.String()
    procedure = ma.fields.String()
    instance = ma.fields.Integer(strict=True, validate=ma.validate.OneOf([1, 2]))
    limitation = ma.fields.String()
    note = Words()
    afterwards = Words()


class CompetenceFile(Shape):
    makes = Competence
    bodies = ma.fields.List(ma.fields.Nested(BodyFile), required=True, validate=NOT_EMPTY)
    questions = ma.fields.List(ma.fields.Nested(QuestionFile), required=True, validate=NOT_EMPTY)
    outcomes = ma.fields.List(ma.fields.Nested(OutcomeFile), required=True, validate=NOT_EMPTY)


def load(catalogue: Catalogue, rules: Rules, path: Path = HERE / "competence.yaml") -> Competence:
    def findings(found: Competence) -> competence_checks.Findings:
        return competence_checks.findings(found, catalogue, rules)

    return read(path, CompetenceFile, findings)
