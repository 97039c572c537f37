"""Arbetade exempel: cases in YAML that a rent officer can read, run as tests through the rules and the database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kvarbo.core.facts import LadderStep
from kvarbo.core.facts_yaml import FactsFile, PaymentsKnown, facts_from_mapping, load_yaml
from kvarbo.core.ladder.policy import Channel, Tag
from kvarbo.core.ladder.replay import Assume
from kvarbo.core.yaml_fields import Fields

_STEPS = [step.value for step in LadderStep]
_TAGS = [tag.value for tag in Tag]
_CHANNELS = [channel.value for channel in Channel]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one day, its answer in words, and the steps that the answer means. None = not asked."""

    day: date
    asks: str
    answer: str
    now: tuple[str, ...]
    waiting: tuple[str, ...] | None
    waiting_for: str | None  # what the first waiting step says
    channel: str | None  # of the first step to do now
    who_first: tuple[str, ...] | None  # of the first step to do now
    amount: int | None  # öre, of the first step to do now
    because: str | None  # words that stand among the reasons
    known_through: date | None  # instead of what the case says


@dataclass(frozen=True, slots=True)
class ExpectedStep:
    """One line of a play. None = not asked."""

    on: date
    step: str
    state: str
    channel: str | None
    who_first: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Play:
    """A month played from a day to a day, both included."""

    from_day: date
    to_day: date
    assume: Assume
    steps: tuple[ExpectedStep, ...]


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """A question whether a plan is given on a day. None for ``may`` is "not known"; for the others: not asked."""

    day: date
    asks: str
    answer: str
    may: bool | None
    kept_by: str | None
    at_most_months: int | None
    because: str | None


@dataclass(frozen=True, slots=True)
class LadderCase:
    """One worked example."""

    title: str
    policy: str
    story: str
    read: FactsFile
    questions: tuple[Question, ...]
    play: Play | None
    plan_questions: tuple[PlanQuestion, ...] = ()

    def facts_for(self, question: Question) -> FactsFile:
        """The case's facts as the question wants payments known."""
        if question.known_through is None:
            return self.read
        facts = replace(self.read.facts, known_through=question.known_through)
        return FactsFile(facts, PaymentsKnown.THROUGH_A_DAY)


def load_case(path: Path) -> LadderCase:
    """Read one case; a misspelt key or an unknown word is refused, so that no expectation is silently empty."""
    fields = Fields(load_yaml(path.read_text(encoding="utf-8"), where=path.name), path.name)
    case = LadderCase(
        title=fields.required("title", fields.text("title")),
        policy=fields.required("policy", fields.text("policy")),
        story=fields.required("story", fields.text("story")),
        read=facts_from_mapping(fields.take("facts"), where=f"{path.name}, facts"),
        questions=tuple(_question(item) for item in fields.items("questions")),
        play=_play(fields.mapping("play")) if fields.raw("play") is not None else None,
        plan_questions=tuple(_plan_question(item) for item in fields.items("plan_questions")),
    )
    fields.nothing_else()
    return case


def _plan_question(fields: Fields) -> PlanQuestion:
    if not fields.has("may"):
        fields.refuse("may", "frågan säger inte om planen ges. Skriv true, false, eller null när det inte är känt.")
    question = PlanQuestion(
        day=fields.required("day", fields.day("day")),
        asks=fields.required("asks", fields.text("asks")),
        answer=fields.required("answer", fields.text("answer")),
        may=fields.yes_no("may"),
        kept_by=fields.text("kept_by"),
        at_most_months=fields.whole("at_most_months"),
        because=fields.text("because"),
    )
    fields.nothing_else()
    return question


def _question(fields: Fields) -> Question:
    asked = fields.raw("waiting") is not None
    waiting = fields.several_of("waiting", _STEPS)
    tagged = fields.raw("who_first") is not None
    tags = fields.several_of("who_first", _TAGS)
    if fields.raw("now") is None:
        fields.refuse("now", "frågan säger inte vad som ska göras. Skriv now: [] om inget ska göras.")
    question = Question(
        day=fields.required("day", fields.day("day")),
        asks=fields.required("asks", fields.text("asks")),
        answer=fields.required("answer", fields.text("answer")),
        now=fields.several_of("now", _STEPS),
        waiting=waiting if asked else None,
        waiting_for=fields.text("waiting_for"),
        channel=fields.one_of("channel", _CHANNELS),
        who_first=tags if tagged else None,
        amount=fields.amount("amount"),
        because=fields.text("because"),
        known_through=fields.day("known_through"),
    )
    fields.nothing_else()
    return question


def _play(fields: Fields) -> Play:
    play = Play(
        from_day=fields.required("from", fields.day("from")),
        to_day=fields.required("to", fields.day("to")),
        assume=fields.required("assume", fields.choice("assume", Assume)),
        steps=tuple(_expected(item) for item in fields.items("steps")),
    )
    fields.nothing_else()
    return play


def _expected(fields: Fields) -> ExpectedStep:
    tagged = fields.raw("who_first") is not None
    tags = fields.several_of("who_first", _TAGS)
    expected = ExpectedStep(
        on=fields.required("date", fields.day("date")),
        step=fields.required("step", fields.one_of("step", _STEPS)),
        state=fields.one_of("state", ["now", "waiting"]) or "now",
        channel=fields.one_of("channel", _CHANNELS),
        who_first=tags if tagged else None,
    )
    fields.nothing_else()
    return expected
