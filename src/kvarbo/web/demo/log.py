"""Demostadens logg: what staff have opened, so that the log's reviewer meets something to review.

The trail keeps the machine's own time, so all of it has just happened.
"""

from __future__ import annotations

from itertools import cycle
from typing import Any

from kvarbo.ground.log_review.actions import make_review
from kvarbo.ground.log_review.queries import this_month
from kvarbo.ground.trail.checking import check_now
from kvarbo.ground.trail.recorder import recorded, shown
from kvarbo.ground.units.queries import AtWork

OPENED_BY_EACH = 30
AGAIN = 6  # how often Lisa has opened one home without writing anything
BY = "system:demo"


def play_log(readers: list[AtWork], often: AtWork, leases: list[Any]) -> None:
    """Openings by those who work there, one home opened again and again, and the review of the month so far."""
    turn = cycle(leases)
    for reader in readers:
        for _ in range(OPENED_BY_EACH):
            _open(reader, next(turn))
    for _ in range(AGAIN):
        _open(often, leases[-1])
    make_review(month=this_month(), by=BY)
    check_now(by=BY)


def _open(reader: AtWork, lease: Any) -> None:
    with recorded(str(reader.id), unit_id=reader.unit_id, route="demo"):
        shown([lease.pk], what="tenant")
