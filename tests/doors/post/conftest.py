"""A landlord and the social services that know each other, with people on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.urls import set_urlconf

from kvarbo.doors.organisations.actions import keep_counterpart, say_who_we_are
from kvarbo.doors.papers.signing import own_public_key
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.protection.actions import protected_by_file
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Bill, Lease, LeaseTenant, ProtectedAddress

ON = date(2026, 11, 9)
LANDLORD, SOCIAL = "kvarnbyhem", "kvarnby-social"
ADDRESS = {"street": "Kvarngatan 3", "postcode": "850 00", "town": "Kvarnby"}


@dataclass
class Town:
    """Two rooms, who works there, and the keys they know each other by."""

    rooms: dict[str, Any]
    members: dict[str, AtWork]
    keys: dict[str, str]

    def enter(self, slug: str) -> Any:
        return enter(self.rooms[slug])


@pytest.fixture
def town(rooms: dict[str, Any]) -> Iterator[Town]:
    """Kvarnbyhem and the social services, each written in at the other, on a Monday in November."""
    kept = settings.KVARBO_TODAY
    settings.KVARBO_TODAY = ON.isoformat()
    made = Town(rooms, {}, {})
    for slug, roles in ((LANDLORD, ["rent_officer", "manager"]), (SOCIAL, ["caseworker", "manager"])):
        with enter(rooms[slug]), recorded("test"):
            made.keys[slug] = own_public_key()
            made.members[slug] = member(["protected_handler", *roles] if slug == LANDLORD else roles)
    know_each_other(made)
    yield made
    settings.KVARBO_TODAY = kept


def member(roles: list[str], name: str = "Karin Öberg") -> AtWork:
    """Somebody at work in the room one stands in."""
    account = uuid4()
    take_in_member(account_id=account, name=name, roles=roles)
    found = at_work(account_id=account)
    assert found is not None
    return found


def know_each_other(town: Town, *, party: str = "private_landlord", transport: str = "room") -> None:
    """Write each side in at the other."""
    with town.enter(LANDLORD), recorded("test"):
        say_who_we_are(
            name="Kvarnbyhem AB", party=party, organisation_number="556036-0793", address="Torget 1\n850 00 Kvarnby"
        )
        keep_counterpart(
            name="Socialnämnden i Kvarnby", party="social_board", transport=transport,
            place=SOCIAL if transport == "room" else "socialnamnden", public_key=town.keys[SOCIAL],
        )  # fmt: skip
    with town.enter(SOCIAL), recorded("test"):
        say_who_we_are(name="Socialnämnden i Kvarnby", party="social_board")
        keep_counterpart(
            name="Kvarnbyhem AB", party=party, organisation_number="556036-0793", transport=transport,
            place=LANDLORD if transport == "room" else "kvarnbyhem", public_key=town.keys[LANDLORD],
        )  # fmt: skip


def household(name: str = "Åke-Örjan O'Neill", *, number: str = "", protected: bool = False) -> UUID:
    """A lease with one tenant in the landlord's room one stands in; its id."""
    sign = uuid4().hex[:8]
    where = {"number": f"{sign}-1", "address": "Kvarngatan 3", "flat": "1101", "district": "Norra"}
    lease = Lease.objects.create(
        source_key=sign, kind="dwelling", rent=845_000, is_protected=protected, **({} if protected else where)
    )
    who = {"name": name, "identity": number, "phone": "070-174 06 06", "email": "a@exempel.example"}
    person = Person.objects.create(source_key=sign, is_protected=protected, **({} if protected else who))
    if protected:
        ProtectedAddress.objects.create(lease=lease, **where)
        ProtectedDetails.objects.create(person=person, birth_date=date(1980, 1, 1), **who)
        protected_by_file([person.pk])
    LeaseTenant.objects.create(lease=lease, person=person, role="tenant", place=1)
    Bill.objects.create(
        lease=lease,
        key="2026-11 rent",
        month=date(2026, 11, 1),
        kind="rent",
        due_date=date(2026, 10, 30),
        amount=845_000,
    )
    return lease.pk


def notice(name: str = "Åke-Örjan O'Neill", **more: Any) -> dict[str, Any]:
    """The content of a notice of unpaid rent."""
    return {
        "form": "formulär 3 i förordning (1978:314)",
        "landlord": {"name": "Kvarnbyhem AB", "address": ADDRESS, "phone": "070-174 06 05"},
        "residents": [{"name": name, "address": ADDRESS}],
        "unpaid": [{"month": "2026-11", "due": "2026-10-30", "amount": 845_000}],
        "total": 845_000,
        "interest": 0,
        "how_to_pay": "Bankgiro 160-9908",
        **more,
    }


@contextmanager
def in_one_transaction(town: Town, slug: str) -> Iterator[AtWork]:
    """Stand in a room as whoever works there, with its addresses."""
    by = town.members[slug]
    with town.enter(slug) as entered, recorded(str(by.id)):
        set_urlconf(f"kvarbo.web.rooms.{entered.kind}_urls")
        try:
            yield by
        finally:
            set_urlconf(None)
