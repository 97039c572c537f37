"""Whom a paper, a consent or a file is about in this room: a lease with its tenants, a matter with its people.

The doors and the ground serve every kind of room and know none of them, so each kind says how its own are found. What
a reader may not open is answered as what is nowhere: with nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from kvarbo.ground.people.masked import Masked
from kvarbo.ground.people.queries import ShownPerson
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current


@dataclass(frozen=True, slots=True)
class Subject:
    """Det som handlar om någon: ``people`` are shown as this reader may see them; ``url`` is the subject's page.

    The address is worked out when it is read: work outside a request meets subjects too, and has no addresses.
    """

    id: UUID
    people: tuple[ShownPerson, ...]
    where: str | Masked
    reference: str | Masked  # a lease's number, a matter's number
    url: str


class Finder(Protocol):
    """How one kind of room finds its subjects; only those ``reader`` may open, others are left out."""

    def __call__(self, reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Subject]: ...


class PeopleFinder(Protocol):
    """Which of these people ``reader`` meets through a subject they may open, each with such a subject's id."""

    def __call__(self, reader: AtWork, person_ids: Collection[UUID]) -> dict[UUID, UUID]: ...


@dataclass(frozen=True, slots=True)
class Called:
    """What is called so, whoever asks: ids alone, for deciding whether it may be opened by nödöppning."""

    id: UUID
    people: tuple[UUID, ...]


class Caller(Protocol):
    """What goes by exactly this number, or none when there is none or several; asks nobody's right."""

    def __call__(self, reference: str) -> Called | None: ...


_finders: dict[str, tuple[Finder, PeopleFinder]] = {}
_callers: dict[str, Caller] = {}


def register(kind: str, finder: Finder, people: PeopleFinder, called: Caller | None = None) -> None:
    """Say how rooms of ``kind`` find their subjects; called once, when the application starts."""
    _finders[kind] = (finder, people)
    if called is not None:
        _callers[kind] = called


def called(reference: str) -> Called | None:
    """What goes by this number in the room one stands in. Only nödöppning asks so, and every question is kept."""
    found = _callers.get(current().kind)
    return found(reference) if found else None


def subjects(reader: AtWork, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """The subjects among ``ids`` that ``reader`` may open in the room one stands in."""
    found = _finders.get(current().kind)
    return found[0](reader, ids) if found and ids else {}


def subject(reader: AtWork, identity: UUID) -> Subject | None:
    """One subject, or none when it is another's or nowhere."""
    return subjects(reader, [identity]).get(identity)


def met_through(reader: AtWork, person_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The people among ``person_ids`` that ``reader`` may open, with the subject each is met through."""
    found = _finders.get(current().kind)
    return found[1](reader, person_ids) if found and person_ids else {}
