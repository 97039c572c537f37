"""The worker: does the long work of every room, and once a day works out whom each landlord is to reach."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import close_old_connections

from kvarbo.ground import clock
from kvarbo.ground.break_glass.actions import note_expired
from kvarbo.ground.break_glass.queries import runs_out
from kvarbo.ground.jobs.running import Work, run_all
from kvarbo.ground.trail.recorder import recorded
from kvarbo.house.kinds import RoomKind
from kvarbo.house.queries import all_rooms
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.actions import assess_all
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.work import NEEDS, WORK

NEEDS_OF: dict[str, dict[str, frozenset[str]]] = {RoomKind.LANDLORD.value: NEEDS}
WORK_OF: dict[str, dict[str, Work]] = {RoomKind.LANDLORD.value: WORK}
IDLE_SECONDS = 0.5


def work_once() -> int:
    """Do what is waiting in every room; how many jobs there were."""
    jobs = 0
    for room in all_rooms():
        with enter(room):
            jobs += run_all(WORK_OF.get(room.kind, {}), NEEDS_OF.get(room.kind, {}))
            _note_expired()
    return jobs


def _note_expired() -> None:
    """Write down which openings have run out; most of the time there are none, and then nothing is written."""
    if runs_out():
        with recorded("system:break_glass", route="worker"):
            note_expired()


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


def work_until(stop: Callable[[], bool]) -> None:
    """Work on until told to stop."""
    while not stop():
        tick()
        if not work_once():
            time.sleep(IDLE_SECONDS)
        close_old_connections()
