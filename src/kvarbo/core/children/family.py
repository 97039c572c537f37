"""Barnfamilj: whether a household counts as a family with children, as the local cooperation has agreed.

Landlords, municipalities and Kronofogden count differently, so the meaning is theirs to agree on, with a day and with
whom. What the law says of every child in a home is the same whether the household counts or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Finding, Step
from kvarbo.core.swedish import day

AGREEMENT = "samverkan"
FACTS = "fakta"


class ChildLives(StrEnum):
    """Hur barnet bor här."""

    CHILD = "child"
    CHILD_HALF_TIME = "child_half_time"
    CHILD_VISITS = "child_visits"
    PARTNERS_CHILD = "partners_child"


_HOW = {
    ChildLives.CHILD: "bor här",
    ChildLives.CHILD_HALF_TIME: "bor här ibland",
    ChildLives.CHILD_VISITS: "kommer hit på umgänge",
    ChildLives.PARTNERS_CHILD: "är partnerns barn och bor här",
}


@dataclass(frozen=True, slots=True)
class KnownChild:
    """Ett barn som är inskrivet. ``age`` None is unknown; ``born`` where only the year is known, ``age`` as of it."""

    lives: ChildLives
    age: int | None = None
    born: int | None = None

    @property
    def of_age(self) -> str:
        """The age in words, never more exact than it is known."""
        return f"på {self.age} år" if self.born is None else f"fött {self.born}"


@dataclass(frozen=True, slots=True)
class AgreedMeaning:
    """Vad samverkan menar med barnfamilj: children who always live there count; of the others, those agreed on."""

    half_time: bool
    visits: bool
    partners: bool
    age_limit: int
    agreed_on: date
    agreed_with: str


def family_with_children(children: Sequence[KnownChild], meaning: AgreedMeaning | None) -> Finding[bool | None]:
    """Räknas hushållet som barnfamilj? None: not decided, or not enough is known."""
    if meaning is None:
        text = "Ingen har bestämt vad som menas med barnfamilj. En chef skriver in vad samverkan har kommit överens om."
        return Finding(None, (Step(text, AGREEMENT),))
    source = f"samverkan med {meaning.agreed_with}, {day(meaning.agreed_on)}"
    if not children:
        text = "Inget barn är inskrivet. Det är inte samma sak som att inget barn bor här."
        return Finding(None, (Step(text, FACTS),))
    told = [_of_one(child, meaning, source) for child in children]
    answers = [answer for answer, _ in told]
    value = True if True in answers else None if None in answers else False
    # What decides comes first: one child that counts is enough.
    steps = [step for answer, step in told if answer is value] + [step for answer, step in told if answer is not value]
    return Finding(value, tuple(dict.fromkeys(steps)))


def _of_one(child: KnownChild, meaning: AgreedMeaning, source: str) -> tuple[bool | None, Step]:
    how, limit = _HOW[child.lives], meaning.age_limit
    if not _agreed(child.lives, meaning):
        return False, Step(f"Ett barn {how}. Det räknas inte enligt överenskommelsen.", source)
    if child.age is None:
        return None, Step(f"Ett barn {how}, men åldern är okänd. Gränsen är {limit} år.", source)
    if child.age >= limit:
        return False, Step(f"Barnet {child.of_age} {how}. Gränsen är {limit} år.", source)
    return True, Step(f"Ett barn {child.of_age} {how}. Det räknas enligt överenskommelsen.", source)


def _agreed(lives: ChildLives, meaning: AgreedMeaning) -> bool:
    return {
        ChildLives.CHILD: True,
        ChildLives.CHILD_HALF_TIME: meaning.half_time,
        ChildLives.CHILD_VISITS: meaning.visits,
        ChildLives.PARTNERS_CHILD: meaning.partners,
    }[lives]
