"""A landlord's room in which decisions are made, day by day, with a ledger that is known through the day before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground import clock
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.ground.units.actions import take_in_member
from kvarbo.ground.units.models import RoleName
from kvarbo.house.actions import let_in, make_account
from kvarbo.house.rooms import enter
from kvarbo.landlord.notices import actions, approval
from kvarbo.landlord.notices.actions import ToldFact
from kvarbo.landlord.notices.models import DecisionFact, LeaseDecision
from kvarbo.landlord.notices.pages import latest
from kvarbo.landlord.notices.queries import Whole
from kvarbo.landlord.notices.vocabulary import FactKind, Route
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.rent.models import Lease, LeaseTenant, LedgerState, Payment
from tests.landlord.outreach.conftest import DUE, MONTH, ON, PEOPLE, RENT, Landlord

DEMAND = date(2026, 11, 6)  # the last day of the collection demand


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.KVARBO_TODAY = ON.isoformat()


class Deciding(Landlord):
    """A landlord who decides; ``settings`` lets the days pass."""

    settings: Any

    def day(self, on: date) -> date:
        """It becomes this day, and who has paid is known through the day before."""
        self.settings.KVARBO_TODAY = on.isoformat()
        LedgerState.objects.filter(pk=1).update(known_through=on - timedelta(days=1))
        return on

    def decide(self, lease: Lease, route: Route = Route.ORDER_TO_PAY, *, who: str = "anna") -> LeaseDecision:
        with recorded("test"):
            return actions.decide(
                lease=lease, route=route, demand_last_day=DEMAND, reason="Inget svar.", form_key=f"{lease.id}{route}",
                on=clock.today(), by=self.member(who),
            )  # fmt: skip

    def add(
        self, lease: Lease, kind: FactKind, day: date | None = None, *, who: str = "anna", **more: Any
    ) -> DecisionFact:
        """Write in what has happened, today when nothing else is said."""
        if kind in actions.NEEDS_PROOF:
            more.setdefault("proof", "none")
        if kind is FactKind.SERVED:
            more.setdefault("person", self.tenant(lease))
        with recorded("test"):
            return actions.add_fact(
                lease=lease, said=ToldFact(kind, day or clock.today(), **more), on=clock.today(), by=self.member(who)
            )

    def ask(self, lease: Lease, *, who: str = "anna") -> None:
        with recorded("test"):
            approval.ask_second(lease=lease, reason="Inget svar.", on=clock.today(), by=self.member(who))

    def answer(self, lease: Lease, *, who: str = "maria", approves: bool = True) -> None:
        with recorded("test"):
            approval.answer_second(whole_now=self.now(lease), approves=approves, by=self.member(who))

    def approved(self, lease: Lease) -> None:
        """A notice of our own, prepared by one and approved by another."""
        self.decide(lease, Route.TERMINATION)
        self.add(lease, FactKind.PREPARED)
        self.ask(lease)
        self.answer(lease)

    def now(self, lease: Lease) -> Whole:
        found = latest(lease)
        assert found is not None
        return found

    def tenant(self, lease: Lease) -> UUID:
        return UUID(self.now(lease).decision.tenants[0])

    def second_tenant(self, lease: Lease, name: str = "Bo Öberg") -> Person:
        """Another person on the lease."""
        person = Person.objects.create(source_key=f"{lease.source_key}-2", name=name)
        LeaseTenant.objects.create(lease=lease, person=person, role="co_tenant", place=2)
        return person

    def paid(self, lease: Lease, day: date, amount: int = RENT, *, ordered: date | None = None) -> Payment:
        return Payment.objects.create(
            lease=lease, bill=lease.bills.get(month=MONTH), key=f"p{day}{amount}", booked_date=day,
            order_received_date=ordered, amount=amount,
        )  # fmt: skip


@pytest.fixture
def deciding(rooms: dict[str, Any], settings: Any) -> Iterator[Deciding]:
    """Kvarnbyhem, entered, with Hemma's month in force, an officer, a named handler and a manager."""
    people = {**PEOPLE, "maria": ([RoleName.MANAGER], None)}
    accounts = {}
    for who in people:
        accounts[who] = make_account(email=f"{who}@kvarnbyhem.example", name=who.title(), password=None)
        let_in(account=accounts[who], room=rooms["kvarnbyhem"])
    with enter(rooms["kvarnbyhem"]):
        with recorded("test"):
            for who, (roles, unit) in people.items():
                take_in_member(
                    account_id=accounts[who].pk, name=who.title(), roles=[role.value for role in roles], unit=unit
                )
            text = (LANDLORDS / "hemma.yaml").read_text(encoding="utf-8")
            follow_policy(text=text, valid_from=date(2026, 1, 1), by="test")
        made = Deciding(rooms["kvarnbyhem"], accounts)
        made.settings = settings
        made.day(ON)
        yield made


__all__ = ["DEMAND", "DUE", "MONTH", "ON", "RENT", "Deciding", "deciding"]
