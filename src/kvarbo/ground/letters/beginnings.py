"""Vad rummet redan vet om ett brev: amounts and days that stand in the ledger are not typed again, and are checked.

The ground knows no ledger, so each kind of room says what it knows, ``register("landlord", known, check)``, and what it
does when a letter has been posted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from kvarbo.ground.letters.kinds import LetterKind
from kvarbo.ground.subjects import Subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand: fields of the kind's variables, the sender's name and address, the recipient's."""

    variables: Mapping[str, Any] = field(default_factory=dict)
    organisation: str = ""
    organisation_address: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # Swedish: what whoever writes should think of first


class Knower(Protocol):
    """What a room knows of a letter of this kind to this subject."""

    def __call__(self, reader: AtWork, found: Subject, kind: LetterKind, on: date) -> Known: ...


class Checker(Protocol):
    """What stands in the way of a letter at the moment it is made, in Swedish; empty when nothing does."""

    def __call__(self, found: Subject, kind: LetterKind, variables: Any, on: date) -> str: ...


@dataclass(frozen=True, slots=True)
class Posted:
    """Ett postat brev: its id, what it is about, to whom (None: an authority or a landlord), and which day."""

    id: UUID
    subject_id: UUID
    person_id: UUID | None
    on: date


class Poster(Protocol):
    """What a room writes in when a letter has been posted, in the transaction that notes it."""

    def __call__(self, posted: Posted, by: AtWork) -> None: ...


_knowers: dict[str, tuple[Knower, Checker]] = {}
_posters: dict[str, Poster] = {}


def register(room: str, knower: Knower, checker: Checker, poster: Poster | None = None) -> None:
    """Say what rooms of this kind know of their letters; called once, when the application starts."""
    _knowers[room] = (knower, checker)
    if poster is not None:
        _posters[room] = poster


def known_of(reader: AtWork, found: Subject, kind: LetterKind, on: date) -> Known:
    """What the form begins with."""
    of_room = _knowers.get(current().kind)
    return of_room[0](reader, found, kind, on) if of_room else Known()


def in_the_way(found: Subject, kind: LetterKind, variables: Any, on: date) -> str:
    """Why the letter is not made now, by what the room knows; empty when nothing is in the way."""
    of_room = _knowers.get(current().kind)
    return of_room[1](found, kind, variables, on) if of_room else ""


def letter_posted(posted: Posted, by: AtWork) -> None:
    """Tell the room that a letter of its own has been posted."""
    poster = _posters.get(current().kind)
    if poster is not None:
        poster(posted, by)
