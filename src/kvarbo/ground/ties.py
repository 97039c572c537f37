"""Band: which people a subject has, who works with it and when it was closed; for the log review and the extract.

Nothing here asks who may open what, so it is for reckoning and never for showing. Each kind of room says how.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.house.rooms import current


@dataclass(frozen=True, slots=True)
class Ties:
    """``unit_id``: the unit whose work it is, where others have no business with it; None where all may have."""

    people: tuple[UUID, ...] = ()
    unit_id: UUID | None = None
    closed_on: date | None = None
    is_protected: bool = False


TiesFinder = Callable[[Collection[UUID]], dict[UUID, Ties]]
SubjectsFinder = Callable[[Collection[UUID]], list[tuple[UUID, UUID]]]
_finders: dict[str, tuple[TiesFinder, SubjectsFinder]] = {}


def register(kind: str, ties: TiesFinder, subjects: SubjectsFinder) -> None:
    """Say how rooms of ``kind`` find their ties; called once, when the application starts."""
    _finders[kind] = (ties, subjects)


def ties_of(ids: Collection[UUID]) -> dict[UUID, Ties]:
    """The ties of those ids that are subjects here; the id of a person is not among them."""
    found = _finders.get(current().kind)
    return found[0](ids) if found and ids else {}


def subjects_of(person_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Every subject these people are in: (person, subject)."""
    found = _finders.get(current().kind)
    return found[1](person_ids) if found and person_ids else []
