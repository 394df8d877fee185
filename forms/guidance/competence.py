"""Who decides: questions with their answers, and the table of outcomes that they lead to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.conditions import Condition
from forms.procedure import AgencyLevel, Citation
from forms.text import NO_TEXT, Text

Answers = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Choice:
    value: str
    label: Text
    hint: Text = NO_TEXT


@dataclass(frozen=True, kw_only=True)
class Question:
    """Asked once the answers above it fulfil its condition."""

    key: str
    label: Text
    options: tuple[Choice, ...]
    hint: Text = NO_TEXT
    when: Condition | None = None

    def option(self, value: str) -> Choice | None:
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, kw_only=True)
class Body:
    """Who decides, and how to reach them where no agency of the installation takes it in.

    level: on which level the agencies stand that may take it in; none for a court
    """

    key: str
    name: Text
    where: Text
    level: AgencyLevel | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a set of answers leads to; procedure and decider may be left open by the law.

    afterwards: what one can do when not content; limitation: the key of a rule
    """

    key: str
    title: Text
    citations: tuple[Citation, ...]
    when: Condition
    decider: str = ""
    procedure: str = ""
    instance: int | None = None
    limitation: str = ""
    note: Text = NO_TEXT
    afterwards: Text = NO_TEXT


@dataclass(frozen=True)
class Step:
    """Where somebody stands: what was answered, and the next question or the outcome."""

    answered: tuple[tuple[Question, Choice], ...]
    question: Question | None = None
    outcome: Outcome | None = None

    @property
    def answers(self) -> dict[str, str]:
        return {question.key: option.value for question, option in self.answered}


@dataclass(frozen=True, kw_only=True)
class Competence:
    bodies: tuple[Body, ...]
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]

    def body(self, key: str) -> Body | None:
        return next((body for body in self.bodies if body.key == key), None)

    def asked(self, answers: Answers) -> Iterator[Question]:
        """List the questions that these answers lead to, in order."""
        return (ask for ask in self.questions if ask.when is None or ask.when.holds(answers))

    def fitting(self, answers: Answers) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.when.holds(answers))

    def follow(self, given: Answers) -> Step:
        """Go as far as the answers lead; one that is not offered counts as not given."""
        answered: list[tuple[Question, Choice]] = []
        kept: dict[str, str] = {}
        for question in self.questions:
            if question.when and not question.when.holds(kept):
                continue
            option = question.option(given.get(question.key, ""))
            if option is None:
                return Step(tuple(answered), question=question)
            answered.append((question, option))
            kept[question.key] = option.value
        return Step(tuple(answered), outcome=next(iter(self.fitting(kept)), None))

    def paths(self, given: Answers | None = None) -> Iterator[Step]:
        """Go through every set of answers that can be given."""
        step = self.follow(given or {})
        if step.question is None:
            yield step
            return
        for option in step.question.options:
            yield from self.paths({**step.answers, step.question.key: option.value})
