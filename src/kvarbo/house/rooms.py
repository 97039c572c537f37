"""Entering a room: from then on every query goes to that room's own database, and to no other.

There is no default room. A query for a room's table with no room entered raises ``NoRoomEntered``.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connections

from kvarbo.house import databases

# Connections one thread keeps open; the room not used for longest is closed first. A SQLite file costs a few hundred
# kilobytes, a PostgreSQL connection a server process.
OPEN_ROOMS_PER_THREAD = {"sqlite": 64, "postgresql": 16}


class NoRoomEntered(LookupError):
    """A room's data was asked for outside any room."""

    def __init__(self) -> None:
        super().__init__("No room is entered: use `with enter(room):` before touching a room's data.")


@dataclass(frozen=True, slots=True)
class EnteredRoom:
    """Which room one stands in: its name in addresses, its kind and its database."""

    slug: str
    name: str
    kind: str
    login_requirement: str = "password"

    @property
    def alias(self) -> str:
        """The name Django knows the room's database by."""
        return f"room:{self.slug}"


_current: ContextVar[EnteredRoom] = ContextVar("kvarbo_room")
_opened = threading.local()


def current() -> EnteredRoom:
    """The room one stands in, or ``NoRoomEntered``."""
    try:
        return _current.get()
    except LookupError:
        raise NoRoomEntered from None


@contextmanager
def enter(room: Any) -> Iterator[EnteredRoom]:
    """Step into ``room`` (a ``house.models.Room`` or an ``EnteredRoom``) and out again afterwards."""
    entered = EnteredRoom(
        slug=room.slug, name=room.name, kind=str(room.kind), login_requirement=str(room.login_requirement)
    )
    if entered.alias not in connections.databases:
        connections.databases[entered.alias] = databases.room_settings(slug=entered.slug, kind=entered.kind)
    token = _current.set(entered)
    try:
        yield entered
    finally:
        _current.reset(token)
        _close_least_used(entered.alias)


def _close_least_used(alias: str) -> None:
    """Keep no more connections a thread than ``OPEN_ROOMS_PER_THREAD``; never one in the middle of a transaction."""
    opened: OrderedDict[str, None] = _opened.__dict__.setdefault("aliases", OrderedDict())
    opened[alias] = None
    opened.move_to_end(alias)
    most = OPEN_ROOMS_PER_THREAD[connections[alias].vendor]
    for old in list(opened)[: max(0, len(opened) - most)]:
        if not connections[old].in_atomic_block:
            connections[old].close()
            del opened[old]
