"""Arbetade exempel på samma chans: what a home was given before a step, as a rent officer can read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kvarbo.core.facts import LadderStep
from kvarbo.core.facts_yaml import FactsFile, facts_from_mapping, load_yaml
from kvarbo.core.ladder.same_chance import Chance, Given
from kvarbo.core.yaml_fields import Fields

_OF_QUESTION = ("bills", "events", "payments", "people")


@dataclass(frozen=True, slots=True)
class ChanceQuestion:
    """A question about one step: what stood before it, and how the whole is read. ``facts`` holds its own events."""

    asks: str
    answer: str
    read: FactsFile
    step: LadderStep
    month: date
    taken_on: date
    measures: tuple[tuple[str, Given], ...]
    because: tuple[tuple[str, str], ...]
    chance: Chance
    given: int


@dataclass(frozen=True, slots=True)
class ChanceCase:
    """One worked example."""

    title: str
    policy: str
    story: str
    questions: tuple[ChanceQuestion, ...]


def load_chance_case(path: Path) -> ChanceCase:
    """Read one case; a misspelt key or an unknown word is refused."""
    fields = Fields(load_yaml(path.read_text(encoding="utf-8"), where=path.name), path.name)
    facts = fields.take("facts")
    case = ChanceCase(
        title=fields.required("title", fields.text("title")),
        policy=fields.required("policy", fields.text("policy")),
        story=fields.required("story", fields.text("story")),
        questions=tuple(_question(item, facts, path.name) for item in fields.items("questions")),
    )
    fields.nothing_else()
    return case


def _question(fields: Fields, facts: Mapping[str, Any], where: str) -> ChanceQuestion:
    own = {key: fields.take(key) for key in _OF_QUESTION if fields.has(key)}
    measures, because = fields.take("measures"), fields.take("because") if fields.has("because") else {}
    question = ChanceQuestion(
        asks=fields.required("asks", fields.text("asks")),
        answer=fields.required("answer", fields.text("answer")),
        read=facts_from_mapping({**facts, **own}, where=f"{where}, facts"),
        step=fields.required("step", fields.choice("step", LadderStep)),
        month=fields.required("month", fields.month("month")),
        taken_on=fields.required("taken", fields.day("taken")),
        measures=tuple((str(key), Given(word)) for key, word in measures.items()),
        because=tuple((str(key), str(text)) for key, text in because.items()),
        chance=fields.required("chance", fields.choice("chance", Chance)),
        given=fields.required("given", fields.whole("given")),
    )
    fields.nothing_else()
    return question
