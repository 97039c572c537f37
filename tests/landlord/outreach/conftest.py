"""A landlord's room with a few leases, people at work, and Hemma's month in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground.people.models import Person, ProtectedDetails
from kvarbo.ground.protection.actions import protected_by_file
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import RoleName
from kvarbo.ground.units.queries import AtWork, at_work
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.models import Account
from kvarbo.house.rooms import enter
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.outreach.assessment import assess
from kvarbo.landlord.rent.models import Bill, Lease, LeaseTenant, LedgerState, Payment, ProtectedAddress

ON = date(2026, 11, 9)  # a Monday, ten days after the rent for November fell due
DUE = date(2026, 10, 30)
MONTH = date(2026, 11, 1)
RENT = 845_000
CANARY = "Kanariefågel"


@pytest.fixture(autouse=True)
def on_the_day(settings) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


@dataclass
class Landlord:
    """One room, entered, with what tests do in it."""

    room: Any
    accounts: dict[str, Account]

    def lease(
        self,
        key: str = "1",
        *,
        name: str = "Åsa Öberg",
        address: str = "Kvarngränd 1",
        flat: str = "1101",
        district: str = "Norra",
        phone: str = "070-174 06 05",
        born: date | None = None,
        protected: bool = False,
        paid: bool = False,
    ) -> Lease:
        """A lease with one tenant and an unpaid rent for November."""
        where = {"number": f"N-{key}", "address": address, "flat": flat, "district": district}
        who = {"name": name, "phone": phone, "birth_date": born}
        lease = Lease.objects.create(
            source_key=key, kind="dwelling", rent=RENT, is_protected=protected, **({} if protected else where)
        )
        person = Person.objects.create(source_key=f"p{key}", is_protected=protected, **({} if protected else who))
        if protected:
            ProtectedAddress.objects.create(lease=lease, **where)
            ProtectedDetails.objects.create(person=person, **who)
            protected_by_file([person.pk])
        LeaseTenant.objects.create(lease=lease, person=person, role="tenant")
        self.bill(lease)
        if paid:
            self.pay(lease)
        return lease

    def bill(self, lease: Lease, *, month: date = MONTH, due: date = DUE) -> Bill:
        return Bill.objects.create(
            lease=lease, key=f"{month:%Y-%m} rent", month=month, kind="rent", due_date=due, amount=RENT
        )

    def pay(self, lease: Lease) -> None:
        bill = lease.bills.get(month=MONTH)
        Payment.objects.create(lease=lease, bill=bill, key="betald", booked_date=ON, amount=RENT)

    def follow_hemma(self) -> None:
        text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
        with recorded("test"):
            follow_policy(text=text, valid_from=date(2026, 1, 1), by="test")

    def assess(self, on: date = ON, leases: list[Any] | None = None) -> Any:
        with recorded("test"):
            return assess(on=on, leases=leases)

    def member(self, who: str) -> AtWork:
        found = at_work(account_id=self.accounts[who].pk)
        assert found is not None
        return found

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=True)
        client.force_login(self.accounts[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def url(self, path: str = "") -> str:
        return f"/r/{self.room.slug}/{path}"


PEOPLE = {
    "anna": ([RoleName.RENT_OFFICER], None),
    "bo": ([RoleName.RENT_OFFICER], None),
    "hanna": ([RoleName.RENT_OFFICER, RoleName.PROTECTED_HANDLER], None),
    "karl": ([RoleName.CARETAKER], "Norra"),
    "revisor": ([RoleName.AUDITOR], None),
}


@pytest.fixture
def landlord(rooms) -> Iterator[Landlord]:
    """Kvarnbyhem, entered, with Hemma's month in force and payments known through the day before."""
    accounts = {}
    for who in PEOPLE:
        accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=accounts[who], room=rooms["kvarnbyhem"])
    with enter(rooms["kvarnbyhem"]):
        with recorded("test"):
            for who, (roles, unit) in PEOPLE.items():
                take_in_member(
                    account_id=accounts[who].pk, name=who.title(), roles=[role.value for role in roles], unit=unit
                )
        LedgerState.objects.filter(pk=1).update(known_through=date(2026, 11, 8))
        made = Landlord(rooms["kvarnbyhem"], accounts)
        made.follow_hemma()
        yield made
