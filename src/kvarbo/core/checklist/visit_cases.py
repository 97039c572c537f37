"""Arbetade exempel på oanmälda hembesök: facts in YAML that a caseworker can read, and what the rule answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kvarbo.core.checklist.cases import facts_from
from kvarbo.core.checklist.facts import MatterFacts
from kvarbo.core.checklist.unannounced import Weighed
from kvarbo.core.checklist.words import WhyNot
from kvarbo.core.facts_yaml import load_yaml
from kvarbo.core.yaml_fields import Fields


@dataclass(frozen=True, slots=True)
class VisitCase:
    """One worked example. ``why_not`` None: it may be weighed; ``says`` and ``limited`` are words of the answer."""

    title: str
    way: str
    day: date
    is_protected: bool
    facts: MatterFacts
    why_not: WhyNot | None
    attempts: int
    ways: int
    to_weigh: tuple[Weighed, ...]
    says: str
    limited: str


def load_visit_cases(path: Path) -> tuple[VisitCase, ...]:
    """The examples of a file; a misspelt key or an unknown word is refused."""
    fields = Fields(load_yaml(path.read_text(encoding="utf-8"), where=path.name), path.name)
    way = fields.required("way", fields.text("way"))
    cases = tuple(_case(item, way) for item in fields.items("cases"))
    fields.nothing_else()
    return cases


def _case(fields: Fields, way: str) -> VisitCase:
    case = VisitCase(
        title=fields.required("title", fields.text("title")),
        way=way,
        day=fields.required("day", fields.day("day")),
        is_protected=fields.yes_no("is_protected") or False,
        facts=facts_from(fields.mapping("facts")),
        why_not=fields.choice("why_not", WhyNot),
        attempts=fields.whole("attempts") or 0,
        ways=fields.whole("ways") or 0,
        to_weigh=tuple(Weighed(word) for word in fields.several_of("to_weigh", list(Weighed))),
        says=fields.text("says") or "",
        limited=fields.text("limited") or "",
    )
    fields.nothing_else()
    return case
