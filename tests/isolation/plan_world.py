"""A plan and an addendum of every home, so that there is something of them that could leak."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any
from uuid import UUID

from kvarbo.ground.people.models import Person
from kvarbo.landlord.plans.models import Addendum, AddendumReview, PaymentPlan, PlanMonth
from kvarbo.landlord.rent.models import Lease


def plan_of(lease: UUID) -> UUID:
    """The id of a home's plan, so that a form can name it."""
    return uuid.uuid5(lease, "plan")


def planned(world: Any, lease: Lease, person: Person) -> None:
    """A running plan about October, whose reason tells whose it is, and an addendum that is to be reviewed."""
    who = {"agreed_with": [str(person.id)], "by": uuid.uuid4(), "by_name": "Anna"}
    plan = PaymentPlan.objects.create(
        id=plan_of(lease.pk), lease=lease, agreed_date=date(2026, 10, 12), kept_by="agency", departs=True,
        parts=[["2026-11-30", 400_000], ["2026-12-31", 445_000]], reason=f"skäl {lease.source_key}",
        form_key=f"plan {lease.pk}", **who,
    )  # fmt: skip
    PlanMonth.objects.create(plan=plan, lease=lease, month=date(2026, 10, 1))
    addendum = Addendum.objects.create(
        id=uuid.uuid5(lease.pk, "addendum"), lease=lease, from_date=date(2026, 9, 1), spouse="unknown",
        form_key=f"addendum {lease.pk}", **who,
    )  # fmt: skip
    world.reviews[lease.pk] = AddendumReview.objects.create(addendum=addendum, due_date=date(2026, 11, 20)).pk
