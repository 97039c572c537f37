"""Spela nästa dag: the demo town goes on to the next day, in every room at once, and it is told what happened.

The day is one file that every process there reads (``ground.clock``), so all rooms stand on the same day. Played
again after a stop in the middle, a day goes on where it stopped. Only a town built by ``kvarbo demo`` has that file.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from kvarbo.core import swedish
from kvarbo.doors.post.courier import carry_all
from kvarbo.house.queries import account_called, room_called
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.queries import last_contact
from kvarbo.landlord.rent.queries import leases_by_key
from kvarbo.web import worker
from kvarbo.web.demo.accounts import due_date_of
from kvarbo.web.demo.building import FILES_FOLDER, play_events
from kvarbo.web.demo.events import events_of
from kvarbo.web.demo.files import write_changes
from kvarbo.web.demo.staff import LANDLORD_ROOM, STAFF
from kvarbo.web.demo.story import play_scenes
from kvarbo.web.demo.town import Town, demo_town
from kvarbo.web.demo.visits import come_home
from kvarbo.web.reading_files import read_file_into_room

READY, PLAYED, LOCK = "ready.json", "played.json", "playing.lock"
NOT_A_TOWN = "Bara en demostad kan spelas vidare. Bygg den först: kvarbo demo."
PLAYS_NOW = "Någon annan spelar en dag just nu. Vänta en halv minut och försök igen."


class CannotPlay(Exception):
    """The day cannot be played; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Played:
    """En spelad dag: which day the town stands on now, and what happened, in the order it did."""

    day: date
    told: tuple[str, ...]


def play_next_day() -> Played:
    """Let the town go on to its next day: the evening's work, the night's run and what happens in the morning."""
    if settings.KVARBO_DAYS_PLAYED is None or not (_folder() / READY).exists():
        raise CannotPlay(NOT_A_TOWN)
    with _alone():
        kept = _kept()
        days = kept.get("days", 0) if kept.get("left") else kept.get("days", 0) + 1
        town = _town_on(date.fromisoformat(settings.KVARBO_TODAY) + timedelta(days=days))
        last = due_date_of(town.window[-1])
        if town.today > last:
            raise CannotPlay(
                f"Staden är spelad så långt den räcker, till {swedish.day(last)}. "
                "Bygg den på nytt: kvarbo demo --rebuild."
            )
        told = list(kept.get("told", [])) if kept.get("left") else []
        left = list(kept.get("left") or PARTS)
        _keep(days=days, left=left, told=told)
        settings.KVARBO_DAYS_PLAYED.write_text(str(days), encoding="ascii")
        while left:
            told.extend(PARTS[left[0]](town))
            left.pop(0)
            _keep(days=days, left=left, told=told)
        return Played(town.today, tuple(told))


def last_played() -> Played | None:
    """The day that was played last, and what happened; None before any has been."""
    if settings.KVARBO_DAYS_PLAYED is None or not (kept := _kept()):
        return None
    day = date.fromisoformat(settings.KVARBO_TODAY) + timedelta(days=kept["days"])
    return Played(day, tuple(kept["told"]))


def _folder() -> Path:
    return Path(settings.KVARBO_DAYS_PLAYED).parent


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time; whoever comes second is told so."""
    with (_folder() / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotPlay(PLAYS_NOW) from None
        yield


def _kept() -> dict[str, Any]:
    path = _folder() / PLAYED
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _keep(**played: Any) -> None:
    (_folder() / PLAYED).write_text(json.dumps(played, ensure_ascii=False), encoding="utf-8")


def _town_on(day: date) -> Town:
    built = json.loads((_folder() / READY).read_text(encoding="utf-8"))
    return demo_town(today=day, seed=built["seed"], homes=built["homes"])


def _staff_worked(town: Town) -> list[str]:
    """What the landlord's staff did the day that has passed, save with those whom somebody has met that day."""
    yesterday = town.today - timedelta(days=1)
    with enter(room_called(LANDLORD_ROOM)):
        leases = leases_by_key()
        planned = [event for event in events_of(town) if event.date == yesterday]
        met = {
            event.lease_number
            for event in planned
            if (lease := leases.get(event.lease_number)) is not None
            and (contact := last_contact(lease.pk)) is not None
            and contact.contact_date == yesterday
        }
        accounts = {person.email: account_called(person.email) for person in STAFF}
        done = play_events(tuple(event for event in planned if event.lease_number not in met), accounts)
    return [f"Kvarnbyhem: {done} kontakter, löften och pauser skrevs in {swedish.day(yesterday)}."] if done else []


def _came_home(town: Town) -> list[str]:
    """Those who were out on a visit have come back, and written how it went."""
    home = come_home(on=town.today)
    return [f"Socialtjänsten: alla är tillbaka från gårdagens besök ({home})."] if home else []


def _ledger_came(town: Town) -> list[str]:
    """Nattens fil: what is open or has changed in the landlord's ledger, read in as any file. None after a day off."""
    before = town.on(town.today - timedelta(days=1))
    if town.known_through == before.known_through:
        return []
    path = _folder() / FILES_FOLDER / f"reskontran-{town.today.isoformat()}.csv"
    rows = write_changes(town, before, path)
    with enter(room_called(LANDLORD_ROOM)):
        came_of = read_file_into_room(path=path, through=town.known_through, by="Karin Öberg")
    if came_of["refused"]:
        raise CannotPlay(f"Nattens fil lästes inte in: {came_of['sentence']}")
    return [f"Kvarnbyhem läste in nattens {rows} rader ur hyressystemet. {came_of['sentence']}"]


def _night_ran(town: Town) -> list[str]:
    """Nattens körning, as ``kvarbo tick`` and ``kvarbo work`` do it."""
    steps = worker.tick(again=True)
    carry_all(at_once=True)
    worker.look_after_trails()
    worker.work_once()
    return [
        f"Nattens körning: {number} steg att ta ställning till på Idag hos Kvarnbyhem." for number in steps.values()
    ]


def _things_happened(town: Town) -> list[str]:
    """What happens to the two households that day, in both rooms."""
    played = play_scenes(town, after=town.today - timedelta(days=1))
    return [f"{scene.who}: {scene.told}" for scene in played]


PARTS: dict[str, Callable[[Town], list[str]]] = {
    "staff": _staff_worked, "visits": _came_home, "ledger": _ledger_came, "night": _night_ran,
    "households": _things_happened,
}  # fmt: skip
