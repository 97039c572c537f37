"""What a kind of room does with its homes and matters when somebody there becomes protected, and when it ends.

The ground moves the person's own details. Addresses, files and whatever else tells of them stand in tables of the
rooms above, so each kind says how its own are put away and brought back; both run in the transaction under way.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from kvarbo.house.rooms import current

Move = Callable[[UUID], None]
_moves: dict[str, tuple[Move, Move]] = {}


def register(kind: str, *, hide: Move, bring_back: Move) -> None:
    """Say how rooms of ``kind`` put away and bring back what tells of a person; called once, at start."""
    _moves[kind] = (hide, bring_back)


def hide(person_id: UUID) -> None:
    """Put away what tells of a person in the room one stands in."""
    if current().kind in _moves:
        _moves[current().kind][0](person_id)


def bring_back(person_id: UUID) -> None:
    """Bring back what tells of a person, except where somebody else there is protected still."""
    if current().kind in _moves:
        _moves[current().kind][1](person_id)
