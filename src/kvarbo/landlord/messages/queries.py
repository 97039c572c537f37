"""Reads: what waits for somebody in the office."""

from __future__ import annotations

from kvarbo.ground.outbox.queries import tasks
from kvarbo.ground.units.queries import AtWork
from kvarbo.landlord.rent.queries import leases_open_to


def messages_to_decide(reader: AtWork) -> int:
    """How many messages are unknown or did not come there, of the homes this reader may open."""
    return tasks(leases_open_to(reader).values("pk"))
