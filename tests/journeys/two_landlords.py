"""Two landlords whose rows are alike but for names and numbers: one whose tenants the social services know, one not.

What one of them sees and the other does not, at the same hour of the same day, comes from the social services' room.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import set_urlconf

from kvarbo.doors.organisations.actions import keep_counterpart, say_who_we_are
from kvarbo.doors.organisations.queries import Counterpart
from kvarbo.doors.papers.kinds import PaperKind, about
from kvarbo.doors.papers.signing import own_public_key
from kvarbo.doors.post.hand_over import Chosen, hand_over, seen
from kvarbo.doors.post.models import SentPaper
from kvarbo.ground import clock
from kvarbo.ground.jobs.running import run_all
from kvarbo.ground.subjects import Subject
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Lease
from kvarbo.landlord.work import WORK
from kvarbo.web.demo.published import published_numbers
from kvarbo.web.demo.rows import OPEN_ITEM_HEADERS, money
from tests.journeys.landlord_room import follow_hemma, take_in

KNOWN, UNKNOWN, SOCIAL = "kvarnbyhem", "granngarden", "kvarnby-social"
FIRST_DAY = date(2026, 8, 31)  # a Monday; ninety days end in November
RENT = 745_000
# The same tenant in both rooms: names of one length that sort alike.
NAMES = (
    ("Åke-Örjan O'Neill", "Åke-Örjan O'Neall"), ("Hodan Warsame", "Hodan Warsane"),
    ("Kent Bergström", "Kent Bergstrøm"), ("Małgorzata Wiśniewska", "Małgorzata Wiśniowska"),
    ("Þórunn Björnsdóttir", "Þórunn Björnsdóttur"), ("Layla Al-Khatib", "Layla Al-Khatab"),
    ("Nils Ek", "Nils Ed"), ("Dennis Holm", "Dennis Hola"),
)  # fmt: skip
ORGANISATIONS = {
    KNOWN: ("Kvarnbyhem Bostäder", "private_landlord"),
    UNKNOWN: ("Grannbyhem Bostäder", "private_landlord"),
    SOCIAL: ("Socialnämnden i Kvarnby", "social_board"),
}


@dataclass(frozen=True, slots=True)
class Tenant:
    """Hyresgäst as one landlord's file prints them."""

    name: str
    number: str  # twelve digits
    phone: str
    email: str
    street: str


def tenant(place: int, side: int) -> Tenant:
    """The tenant of a home; ``side`` is 0 for the landlord whose tenants may be known and 1 for the other."""
    number = published_numbers().personnummer[1961 + 4 * place][side]
    street = f"{('Lindgatan', 'Lundgatan')[side]} {place + 1}"
    phone = f"070-17406{10 + 2 * place + side}"
    return Tenant(NAMES[place][side], number, phone, f"hem{place}{'ab'[side]}@exempel.example", street)


@dataclass
class Landlord:
    """A landlord's room at work: who sits there, and the client they open pages with."""

    slug: str
    side: int
    room: Any
    by: AtWork
    client: Client
    leases: dict[int, UUID] = field(default_factory=dict)  # by the home's place in the file

    def open(self, path: str) -> Any:
        return self.client.get(f"/r/{self.slug}/{path}")


@dataclass
class World:
    """The two landlords and the social services; the hour of the played day."""

    rooms: dict[str, Any]
    folder: Path
    landlords: tuple[Landlord, ...]
    worker: AtWork  # at the social services
    hour: int = 8
    matters: dict[tuple[int, int], list[UUID]] = field(default_factory=dict)  # by side and home, the newest last
    done: dict[str, int] = field(default_factory=dict)  # what has been done how many times

    @contextmanager
    def at_work(self, slug: str) -> Iterator[AtWork]:
        """Stand in a room as whoever works there."""
        by = self.worker if slug == SOCIAL else next(one.by for one in self.landlords if one.slug == slug)
        with enter(self.rooms[slug]) as entered, recorded(str(by.id), unit_id=by.unit_id):
            set_urlconf(f"kvarbo.web.rooms.{entered.kind}_urls")
            try:
                yield by
            finally:
                set_urlconf(None)

    def count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1


def two_landlords(rooms: dict[str, Any], folder: Path, set_time: Callable[[type[datetime]], None]) -> World:
    """The rooms with people in them, known to each other, on the first day; the clock shows the world's hour."""
    settings.KVARBO_TODAY = FIRST_DAY.isoformat()
    landlords = tuple(_landlord(rooms, slug, side) for side, slug in enumerate((KNOWN, UNKNOWN)))
    worker = _worker(rooms[SOCIAL])
    world = World(rooms, folder, landlords, worker)

    class PlayedTime(datetime):
        """The hour that is played, whenever it is asked for."""

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.combine(clock.today(), time(world.hour, microsecond=next(order) % 1_000_000), tz)

    order = count(1)  # within the hour what is done first is first

    set_time(PlayedTime)
    _know_each_other(rooms)
    return world


def _landlord(rooms: dict[str, Any], slug: str, side: int) -> Landlord:
    with enter(rooms[slug]):
        follow_hemma()
        account = take_in(rooms[slug], f"Anna {slug}", "rent_officer", "manager", "protected_handler")
        by = at_work(account_id=account.pk)
    assert by is not None
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Landlord(slug, side, rooms[slug], by, client)


def _worker(room: Any) -> AtWork:
    with enter(room):
        for name, unit in (("Bo", "Barnenheten"), ("Ingrid", "Boendeenheten")):
            roles = ("caseworker", "manager", "protected_handler")
            account = take_in(room, name, *roles, unit=unit)
        by = at_work(account_id=account.pk)
    assert by is not None
    return by


def _know_each_other(rooms: dict[str, Any]) -> None:
    keys = {}
    for slug in ORGANISATIONS:
        with enter(rooms[slug]):
            keys[slug] = own_public_key()
    for slug, (name, party) in ORGANISATIONS.items():
        with enter(rooms[slug]), recorded("test"):
            say_who_we_are(name=name, party=party, address="Torget 1\n850 00 Kvarnby")
            others = [SOCIAL] if slug != SOCIAL else [KNOWN, UNKNOWN]
            for other in others:
                its_name, its_party = ORGANISATIONS[other]
                keep_counterpart(
                    name=its_name, party=its_party, transport="room", place=other, public_key=keys[other]
                )  # fmt: skip


# --- the landlord's own file ---


def _months_owed(place: int, on: date) -> list[date]:
    """Rent months open in the list of the day: each home owes in a rhythm of its own, the same for both landlords."""
    months = [date(2026, month, 1) for month in (8, 9, 10, 11, 12)]
    due = [month for month in months if _due(month) < on]
    return [month for month in due if (on - _due(month)).days <= 20 + 9 * place]


def _due(month: date) -> date:
    """The last day before the month, moved from a weekend to the Friday before it (near enough for a made-up list)."""
    day = month - timedelta(days=1)
    return day - timedelta(days=max(0, day.weekday() - 4))


def write_list(side: int, on: date, path: Path) -> Path:
    """The open-items list of the day."""
    rows = []
    for place in range(len(NAMES)):
        who = tenant(place, side)
        printed = f"{who.number[:8]}-{who.number[8:]}"
        for month in _months_owed(place, on):
            rows.append(
                (f"0101-{place + 1:04d}-01", "Bostad", who.street, "1101", "Norra", printed, who.name, who.phone,
                 who.email, "Nej", "", "", "", "", "", f"{month:%Y-%m}", "Hyra", f"{month:%Y%m}{place:03d}",
                 _due(month).isoformat(), money(RENT), money(RENT))
            )  # fmt: skip
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([OPEN_ITEM_HEADERS, *rows])
    return path


def read_list(world: World, landlord: Landlord) -> None:
    """Drop the day's list on the page and read it in, as somebody in the office does."""
    with mock.patch("os.urandom", Random(clock.today().toordinal()).randbytes):  # the same ids for both landlords
        _read_list(world, landlord, clock.today())
    with enter(landlord.room):
        for lease in Lease.objects.all():
            landlord.leases[int(lease.number.split("-")[1]) - 1] = lease.pk
    world.count("read a list")


def _read_list(world: World, landlord: Landlord, on: date) -> None:
    path = write_list(landlord.side, on, world.folder / f"{landlord.side}.csv")
    through = (on - timedelta(days=1)).isoformat()
    content = SimpleUploadedFile("lista.csv", path.read_bytes())
    sent = landlord.client.post(f"/r/{landlord.slug}/filer/", {"file": content, "known_through": through})
    assert sent.status_code == 302
    with enter(landlord.room):
        run_all(WORK)
    landlord.client.post(f"{sent['Location']}las-in/")
    with enter(landlord.room):
        run_all(WORK)


# --- papers, as the pages hand them over ---


def hand(
    world: World, found: Subject | None, kind: PaperKind, content: dict[str, Any], *, to: Counterpart, by: AtWork,
    answers: UUID | None = None,
) -> SentPaper:  # fmt: skip
    """Hand over exactly what is shown, in the room one stands in."""
    people = found.people if found and about(kind).names_people else ()
    chosen = Chosen(found, to, kind, people, to.transport, uuid4(), answers=answers)
    on = clock.today()
    sent = hand_over(chosen, content, fingerprint=seen(chosen, content, on=on).fingerprint, by=by, on=on)
    world.count(kind.value)
    return sent
