"""A landlord's room with Mimer's way of working, a home that owes, and plans agreed with it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from kvarbo.core.instalments import instalments
from kvarbo.core.ladder.loading import LANDLORDS
from kvarbo.ground import clock
from kvarbo.ground.people.models import Person
from kvarbo.ground.trail.recorder import recorded
from kvarbo.landlord.outreach.actions import follow_policy
from kvarbo.landlord.plans import actions
from kvarbo.landlord.plans.actions import ToldPlan
from kvarbo.landlord.plans.models import PaymentPlan
from kvarbo.landlord.plans.words import KeptBy, PlanEnd
from kvarbo.landlord.rent.models import Lease, LeaseTenant, LedgerState, Payment
from tests.landlord.letters.conftest import writing
from tests.landlord.outreach.conftest import DUE, MONTH, ON, RENT, Landlord, landlord, on_the_day

FIRST = date(2026, 11, 30)
DECEMBER = date(2026, 12, 1)


class Planning:
    """What is agreed with the homes of a landlord; ``settings`` lets the days pass."""

    def __init__(self, landlord: Landlord, settings: Any) -> None:
        self.landlord, self.settings = landlord, settings

    def follow(self, name: str, valid_from: date = date(2026, 2, 1)) -> None:
        text = (LANDLORDS / f"{name}.yaml").read_text(encoding="utf-8")
        with recorded("test"):
            follow_policy(text=text, valid_from=valid_from, by="test")

    def day(self, on: date, *, known: date | None = None) -> None:
        self.settings.KVARBO_TODAY = on.isoformat()
        LedgerState.objects.filter(pk=1).update(known_through=known or on)

    def tenant(self, lease: Lease) -> UUID:
        found = lease.lease_tenants.order_by("place").values_list("person_id", flat=True).first()
        assert found is not None
        return found

    def partner(self, lease: Lease, name: str = "Bo Öberg") -> UUID:
        person = Person.objects.create(source_key=f"{lease.source_key}-2", name=name)
        LeaseTenant.objects.create(lease=lease, person=person, role="co_tenant", place=2)
        return person.pk

    def told(self, lease: Lease, **said: Any) -> ToldPlan:
        values: dict[str, Any] = {
            "agreed": ON, "months": (MONTH,), "kept_by": KeptBy.LANDLORD, "agreed_with": (self.tenant(lease),),
            "parts": instalments(amount=RENT, first=FIRST, months=3), "reason": "Löst vid mötet.", **said,
        }  # fmt: skip
        return ToldPlan(**values)

    def agree(self, lease: Lease, *, form_key: str = "nyckel", who: str = "anna", **said: Any) -> PaymentPlan:
        with recorded("test"):
            return actions.agree(
                lease=lease, said=self.told(lease, **said), form_key=form_key, on=clock.today(),
                by=self.landlord.member(who),
            )  # fmt: skip

    def end(self, lease: Lease, plan: PaymentPlan, why: PlanEnd = PlanEnd.WISH) -> None:
        with recorded("test"):
            actions.end(lease=lease, plan=plan.pk, why=why, on=clock.today(), by=self.landlord.member("bo"))

    def pay(self, lease: Lease, day: date, amount: int, *, month: date = MONTH) -> None:
        bill = lease.bills.get(month=month)
        Payment.objects.create(
            lease=lease, bill=bill, key=f"p{day}{amount}", booked_date=day, order_received_date=day, amount=amount
        )


@pytest.fixture
def planning(landlord: Landlord, settings: Any) -> Planning:
    made = Planning(landlord, settings)
    made.follow("mimer")
    return made


__all__ = ["DECEMBER", "DUE", "FIRST", "MONTH", "ON", "RENT", "Planning", "landlord", "on_the_day", "planning"]
__all__ += ["writing"]
