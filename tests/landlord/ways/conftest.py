"""A landlord's room with a manager, an officer and two years of rents, some of them late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import RoleName
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.landlord.rent.models import Bill, Lease, LedgerState, Payment
from tests.landlord.outreach.conftest import ON, RENT, Landlord

MONTHS = [date(2025, month, 1) for month in range(6, 13)] + [date(2026, month, 1) for month in range(1, 12)]
PEOPLE = {"per": [RoleName.MANAGER], "anna": [RoleName.RENT_OFFICER], "revisor": [RoleName.AUDITOR]}
KNOWN = ON - timedelta(days=1)


@dataclass
class Working(Landlord):
    """The room, with what tests of ways of working do in it."""

    def home(self, key: str, *, late: dict[date, int | None], **more: Any) -> Lease:
        """A home whose rents came on the due date, but for those that are ``late`` by days, or never came (None)."""
        lease = self.lease(key, **more)
        Bill.objects.filter(lease=lease).delete()
        for month in MONTHS:
            bill = self.bill(lease, month=month, due=month - timedelta(days=1))
            days = late.get(month, 0)
            if days is not None:
                booked = bill.due_date + timedelta(days=days)
                Payment.objects.create(lease=lease, bill=bill, key=f"b{month}", booked_date=booked, amount=RENT)
        return lease


def text_of(name: str) -> str:
    return (LANDLORDS / f"{name}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def working(rooms, settings) -> Iterator[Working]:
    """Kvarnbyhem, entered, with Hemma's month in force and payments known through the day before."""
    settings.KVARBO_TODAY = ON.isoformat()
    accounts = {}
    for who in PEOPLE:
        accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=accounts[who], room=rooms["kvarnbyhem"])
    with enter(rooms["kvarnbyhem"]):
        with recorded("test"):
            for who, roles in PEOPLE.items():
                take_in_member(
                    account_id=accounts[who].pk, name=who.title(), roles=[role.value for role in roles], unit=None
                )
        LedgerState.objects.filter(pk=1).update(known_through=KNOWN)
        made = Working(rooms["kvarnbyhem"], accounts)
        made.follow_hemma()
        yield made
