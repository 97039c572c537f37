"""Utfall: a room is told when a message has gone, once, so that its own history holds the attempt."""

from __future__ import annotations

from collections.abc import Callable

from kvarbo.ground.outbox.models import OutgoingMessage
from kvarbo.house.rooms import current

Teller = Callable[[OutgoingMessage], None]
_tellers: dict[str, Teller] = {}


def register(kind: str, teller: Teller) -> None:
    """Say what rooms of ``kind`` do when a message has gone; called once, when the application starts."""
    _tellers[kind] = teller


def tell(message: OutgoingMessage) -> None:
    """Tell the room, in the transaction under way; twice tells once."""
    if message.is_told:
        return
    message.is_told = True
    message.save(update_fields=["is_told"])
    if current().kind in _tellers:
        _tellers[current().kind](message)
