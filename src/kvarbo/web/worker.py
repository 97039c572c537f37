"""The worker: does the long work of every room, and once a day works out whom each landlord is to reach."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import close_old_connections

from kvarbo.doors.post.courier import carry_all
from kvarbo.ground import clock
from kvarbo.ground.attachments.actions import sweep
from kvarbo.ground.break_glass.actions import note_expired
from kvarbo.ground.break_glass.queries import runs_out
from kvarbo.ground.jobs.running import Work, run_all
from kvarbo.ground.letters.actions import sweep as sweep_letters
from kvarbo.ground.outbox.sending import send_all
from kvarbo.ground.trail.anchors import anchor_if_due
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.work import WORK as EVERY_ROOMS_WORK
from kvarbo.ground.work import ask_for_what_is_due, raise_alarms
from kvarbo.house.kinds import RoomKind
from kvarbo.house.queries import all_rooms
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.actions import assess_all
from kvarbo.landlord.rent.queries import ledger_state
from kvarbo.landlord.work import NEEDS, WORK

NEEDS_OF: dict[str, dict[str, frozenset[str]]] = {RoomKind.LANDLORD.value: NEEDS}
WORK_OF: dict[str, dict[str, Work]] = {
    RoomKind.LANDLORD.value: {**EVERY_ROOMS_WORK, **WORK},
    RoomKind.SOCIAL.value: EVERY_ROOMS_WORK,
    RoomKind.COUNSELLING.value: EVERY_ROOMS_WORK,
}
IDLE_SECONDS = 0.5
SWEEP_EVERY = 600  # seconds
LOOK_SECONDS = 60  # how often it is asked whether a trail is to be anchored, checked or reviewed


def work_once() -> int:
    """Do what is waiting in every room; how many jobs there were."""
    jobs = 0
    for room in all_rooms():
        with enter(room):
            jobs += run_all(WORK_OF[room.kind], NEEDS_OF.get(room.kind, {}))
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


def sweep_rooms() -> int:
    """Take away files that no attachment or letter names, left by work that was undone; how many in all rooms."""
    swept = 0
    for room in all_rooms():
        with enter(room):
            swept += sweep() + sweep_letters()
    return swept


def look_after_trails() -> dict[str, int]:
    """Ask for each room's check and review when they are due, and anchor its chain where an hour has passed.

    Gives the number of each anchor that was made.
    """
    made: dict[str, int] = {}
    for room in all_rooms():
        with enter(room):
            raise_alarms()
            ask_for_what_is_due()
            anchor = anchor_if_due(by="system:tick")
        if anchor is not None:
            made[room.slug] = anchor.number
    return made


def work_until(stop: Callable[[], bool]) -> None:
    """Work on until told to stop."""
    next_sweep = time.monotonic()
    next_look = 0.0
    while not stop():
        tick()
        if time.monotonic() >= next_sweep:
            sweep_rooms()
            next_sweep = time.monotonic() + SWEEP_EVERY
        if time.monotonic() >= next_look:
            look_after_trails()
            next_look = time.monotonic() + LOOK_SECONDS
        carried = carry_all().left + send_all()
        if not work_once() and not carried:
            time.sleep(IDLE_SECONDS)
        close_old_connections()
