"""Vad rummet redan vet om ett brev: amounts and days that stand in the ledger are not typed again, and are checked.

The ground knows no ledger, so each kind of room says what it knows: ``register("landlord", known, check)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

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


_knowers: dict[str, tuple[Knower, Checker]] = {}


def register(room: str, knower: Knower, checker: Checker) -> None:
    """Say what rooms of this kind know of their letters; called once, when the application starts."""
    _knowers[room] = (knower, checker)


def known_of(reader: AtWork, found: Subject, kind: LetterKind, on: date) -> Known:
    """What the form begins with."""
    of_room = _knowers.get(current().kind)
    return of_room[0](reader, found, kind, on) if of_room else Known()


def in_the_way(found: Subject, kind: LetterKind, variables: Any, on: date) -> str:
    """Why the letter is not made now, by what the room knows; empty when nothing is in the way."""
    of_room = _knowers.get(current().kind)
    return of_room[1](found, kind, variables, on) if of_room else ""
