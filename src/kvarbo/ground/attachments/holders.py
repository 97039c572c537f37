"""Vad en bilaga hänger på: a subject of the room, or something else a room says can hold files, as what just came in.

What a reader may not open is answered as what is nowhere: with nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from kvarbo.ground.subjects import Subject, subject
from kvarbo.ground.units.queries import AtWork
from kvarbo.house.rooms import current

Holder = Callable[[AtWork, UUID], Subject | None]
_holders: dict[str, Holder] = {}


def register(kind: str, holder: Holder) -> None:
    """Say what else holds files in rooms of ``kind``; called once, when the application starts."""
    _holders[kind] = holder


def holder(reader: AtWork, identity: UUID) -> Subject | None:
    """What the attachment hangs on if the reader may open it, else none."""
    found = subject(reader, identity)
    if found is None and current().kind in _holders:
        found = _holders[current().kind](reader, identity)
    return found
