"""What the room's other activities have to say on the pages of matters: urgent things first, and what waits.

Casework asks here and knows none of them; each says what it has once, when the application starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork


@dataclass(frozen=True, slots=True)
class Urgent:
    """Något brådskande på första sidan: a sentence, what to do, and where; ``url`` empty when it may not be opened."""

    text: str
    to_do: str
    url: str = ""


People = Mapping[UUID, Sequence[ShownPerson]]
_urgent: list[Callable[[AtWork], Sequence[Urgent]]] = []
_waiting: list[Callable[[People], Mapping[UUID, Sequence[str]]]] = []
_met: list[Callable[[], dict[str, Any]]] = []


def register(
    *,
    urgent: Callable[[AtWork], Sequence[Urgent]],
    waiting: Callable[[People], Mapping[UUID, Sequence[str]]],
    met: Callable[[], dict[str, Any]],
) -> None:
    """Say what an activity has: urgent to a reader, waiting in matters, and what stands where a person is met."""
    _urgent.append(urgent)
    _waiting.append(waiting)
    _met.append(met)


def urgent_for(reader: AtWork) -> list[Urgent]:
    """Everything urgent, for the first page."""
    return [one for tell in _urgent for one in tell(reader)]


def waiting_in(people: People) -> dict[UUID, tuple[str, ...]]:
    """Sentences on what waits in each of these open matters, given those in them as the reader sees them."""
    told: dict[UUID, tuple[str, ...]] = {}
    for tell in _waiting:
        for matter_id, sentences in tell(people).items():
            told[matter_id] = (*told.get(matter_id, ()), *sentences)
    return told


def where_met() -> dict[str, Any]:
    """What every page has where a person is met, as context of its template."""
    return {name: value for tell in _met for name, value in tell().items()}
