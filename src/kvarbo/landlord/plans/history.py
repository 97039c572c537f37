"""Planer och tillägg i hyresgästens historia, and the step of the ladder that an addendum carries out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kvarbo.core import swedish
from kvarbo.core.facts import Event, EventKind, LadderStep
from kvarbo.landlord.plans.models import Addendum, PaymentPlan
from kvarbo.landlord.plans.queries import addenda_of, as_fact, plans_of
from kvarbo.landlord.plans.words import ENDS, KEEPERS, OUTCOMES, KeptBy, PlanEnd, ReviewOutcome


@dataclass(frozen=True, slots=True)
class PlanHappened:
    """En händelse om en plan eller ett tillägg, as a tenant's page tells it; ``kind`` in words."""

    day: date
    kind: str
    text: str
    by_name: str = ""


def plans_in_history(lease_id: UUID) -> tuple[PlanHappened, ...]:
    """What has happened with a lease's plans and addenda; four queries at most."""
    told = [event for plan in plans_of(lease_id) for event in _plan(plan)]
    told += [event for addendum in addenda_of(lease_id) for event in _addendum(addendum)]
    return tuple(told)


def _plan(plan: PaymentPlan) -> list[PlanHappened]:
    fact, kind = as_fact(plan), "Plan"
    months = swedish.listed(tuple(swedish.month(month) for month in fact.months))
    amount = swedish.money(sum(part.amount for part in fact.instalments))
    parts = len(fact.instalments)
    count = "en del" if parts == 1 else f"{parts} delar"
    keeper = str(KEEPERS[KeptBy(plan.kept_by)]).lower()
    text = f"Avbetalningsplan om {months}: {amount} i {count}, hålls av {keeper}."
    told = [PlanHappened(plan.agreed_date, kind, text, plan.by_name)]
    if plan.ended_date is not None:
        why = str(ENDS[PlanEnd(plan.ended_why)])
        told.append(PlanHappened(plan.ended_date, kind, f"Planen avslutades: {why}.", plan.ended_by_name))
    return told


def _addendum(addendum: Addendum) -> list[PlanHappened]:
    kind = "1+1-tillägg"
    told = [PlanHappened(addendum.from_date, kind, "Tillägget gäller från den här dagen.", addendum.by_name)]
    for review in addendum.reviews.all():
        if review.done_date is not None:
            outcome = str(OUTCOMES[ReviewOutcome(review.outcome)])
            told.append(PlanHappened(review.done_date, kind, f"Omprövat: {outcome}.", review.by_name))
    return told


def addenda_as_steps(lease_ids: Collection[UUID]) -> list[tuple[UUID, Event]]:
    """A recorded addendum is the step that the ladder asks for. One query."""
    rows = Addendum.objects.filter(lease_id__in=lease_ids).order_by("from_date", "pk")
    step = LadderStep.MONTHLY_LEASE.value
    return [
        (lease_id, Event(day, EventKind.STEP_DONE, step=step))
        for lease_id, day in rows.values_list("lease_id", "from_date")
    ]


def leases_with_addenda() -> set[UUID]:
    """Leases with an addendum, whatever came of it."""
    return set(Addendum.objects.values_list("lease_id", flat=True))
