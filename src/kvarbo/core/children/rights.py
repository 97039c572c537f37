"""Barnets rätt: what the law gives every child whom a measure concerns, told as what is waited for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kvarbo.core.finding import Finding, Step

READ_FROM = date(2025, 7, 1)  # socialtjänstlagen (2025:400)
ADULT_AGE = 18


class ChildRight(StrEnum):
    """Barnets rätt enligt socialtjänstlagen 3 kap."""

    INFORMATION = "information"
    HEARD = "heard"


_PLACE = {ChildRight.INFORMATION: "SoL 3:3", ChildRight.HEARD: "SoL 3:2"}
_TEXT = {
    ChildRight.INFORMATION: "Ett barn ska få den information som rör barnet, på ett sätt som barnet förstår.",
    ChildRight.HEARD: "Ett barn ska kunna säga vad det tycker. Barnet får också låta bli.",
}
UNREAD = "Vad lagen sa om barnets rätt före den 1 juli 2025 är inte läst här."


@dataclass(frozen=True, slots=True)
class OfAChild:
    """Det som är gjort för ett barn. ``age`` None is unknown: then the child counts as one."""

    age: int | None
    informed: bool
    heard: bool
    why_not_heard: bool = False


def waits_for(child: OfAChild, *, on: date) -> Finding[tuple[ChildRight, ...]]:
    """Vad barnet ännu inte har fått; nothing for whoever is eighteen."""
    if on < READ_FROM:
        return Finding((), (Step(UNREAD, "SoL (2025:400)"),))
    if child.age is not None and child.age >= ADULT_AGE:
        return Finding((), (Step(f"Den som har fyllt {ADULT_AGE} år är inte längre barn i lagen.", "SoL 3:1"),))
    settled = {ChildRight.INFORMATION: child.informed, ChildRight.HEARD: child.heard or child.why_not_heard}
    steps = tuple(Step(_TEXT[right], _PLACE[right]) for right in ChildRight)
    return Finding(tuple(right for right in ChildRight if not settled[right]), steps)


def place_of(right: ChildRight) -> str:
    """The paragraph that gives a right."""
    return _PLACE[right]
