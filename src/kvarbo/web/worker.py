"""The worker: does the long work of every room, and once a day works out whom each landlord is to reach."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import close_old_connections

from kvarbo.ground import clock
from kvarbo.ground.jobs.running import Work, run_all
from kvarbo.ground.trail.anchors import anchor_if_due
from kvarbo.house.kinds import RoomKind
from kvarbo.house.queries import all_rooms
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.actions import assess_all
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.work import WORK

WORK_OF: dict[str, dict[str, Work]] = {RoomKind.LANDLORD.value: WORK}
IDLE_SECONDS = 0.5


def work_once() -> int:
    """Do what is waiting in every room; how many jobs there were."""
    jobs = 0
    for room in all_rooms():
        kinds = WORK_OF.get(room.kind)
        if kinds:
            with enter(room):
                jobs += run_all(kinds)
    return jobs


def tick(*, again: bool = False) -> dict[str, int]:
    """Work out today's list in every landlord's room where it is not done yet; how many steps each got."""
    done: dict[str, int] = {}
    today = clock.today()
    for room in all_rooms(kind=RoomKind.LANDLORD):
        with enter(room):
            if not again and ledger_state().assessed_on == today:
                continue
            done[room.slug] = assess_all(on=today, actor="system:tick").suggestions
    return done


def anchor_trails() -> dict[str, int]:
    """Tell each room's chain outside its database where an hour has passed; the anchor's number in each."""
    made: dict[str, int] = {}
    for room in all_rooms():
        with enter(room):
            anchor = anchor_if_due(by="system:tick")
        if anchor is not None:
            made[room.slug] = anchor.number
    return made


def work_until(stop: Callable[[], bool]) -> None:
    """Work on until told to stop."""
    while not stop():
        tick()
        anchor_trails()
        if not work_once():
            time.sleep(IDLE_SECONDS)
        close_old_connections()
