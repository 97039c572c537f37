"""Stå i ett rum: whoever does something in the demo town stands in their room, as themselves, on a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import set_urlconf

from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.queries import account_called, room_called
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.queries import leases_by_key
from kvarbo.web.demo.staff import StaffMember
from kvarbo.web.demo.town import Town


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """The town's clock on another day, while what was done then is played."""
    stood = settings.KVARBO_TODAY, settings.KVARBO_DAYS_PLAYED
    settings.KVARBO_TODAY, settings.KVARBO_DAYS_PLAYED = day.isoformat(), None
    try:
        yield
    finally:
        settings.KVARBO_TODAY, settings.KVARBO_DAYS_PLAYED = stood


@contextmanager
def standing(slug: str, by: AtWork) -> Iterator[None]:
    """Stand in a room as somebody who works there, with the room's addresses."""
    with enter(room_called(slug)) as entered, recorded(str(by.id), unit_id=by.unit_id, route="demo"):
        set_urlconf(f"kvarbo.web.rooms.{entered.kind}_urls")
        try:
            yield
        finally:
            set_urlconf(None)


@contextmanager
def at_the_desk(who: StaffMember) -> Iterator[AtWork]:
    """Somebody of the staff in their own room."""
    account = account_called(who.email)
    with enter(room_called(who.room)):
        by = at_work(account_id=account.pk) if account is not None else None
    if by is None:
        raise RuntimeError(f"{who.name} arbetar inte i {who.room}.")
    with standing(who.room, by):
        yield by


def home_of(town: Town, name: str) -> Any:
    """The lease of somebody in the town's cast, in the landlord's room; None in a town too small for a cast."""
    numbers = (lease.number for lease in town.homes_let() if any(tenant.name == name for tenant in lease.tenants))
    return leases_by_key().get(next(numbers, ""))
