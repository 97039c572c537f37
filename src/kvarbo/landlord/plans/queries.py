"""Reads: plans and addenda of a lease, those of many, and plans as the ladder reads them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from kvarbo.core import facts
from kvarbo.landlord.plans.models import Addendum, AddendumReview, PaymentPlan, PlanMonth
from kvarbo.landlord.plans.words import PlanEnd
from kvarbo.landlord.rent.queries import Lease


def plans_told(lease_ids: Collection[UUID]) -> dict[UUID, tuple[facts.Plan, ...]]:
    """Plans by lease as the ladder reads them, the first agreed first; one that was written in wrongly is none.

    One query, of at most as many leases as ``outreach.queries.AT_A_TIME``.
    """
    columns = (
        *("plan_id", "lease_id", "month", "plan__agreed_date", "plan__made_at", "plan__kept_by", "plan__parts"),
        "plan__ended_date",
    )
    rows = PlanMonth.objects.filter(lease_id__in=lease_ids).exclude(plan__ended_why=PlanEnd.WRONG.value)
    months: dict[UUID, list[date]] = {}
    heads: dict[UUID, tuple[UUID, facts.Plan]] = {}
    in_order = rows.order_by("plan__agreed_date", "plan__made_at", "plan_id", "month")
    for plan_id, lease_id, month, agreed, _, kept_by, parts, ended in in_order.values_list(*columns):
        months.setdefault(plan_id, []).append(month)
        heads[plan_id] = lease_id, facts.Plan(agreed, kept_by, tuple(months[plan_id]), instalments_of(parts), ended)
    found: dict[UUID, list[facts.Plan]] = {}
    for lease_id, plan in heads.values():
        found.setdefault(lease_id, []).append(plan)
    return {lease_id: tuple(plans) for lease_id, plans in found.items()}


def instalments_of(parts: list[list[object]]) -> tuple[facts.Instalment, ...]:
    """Parts as they are kept, read back."""
    return tuple(facts.Instalment(date.fromisoformat(str(day)), int(str(amount))) for day, amount in parts)


def as_fact(plan: PaymentPlan) -> facts.Plan:
    """One plan as the ladder reads it; its months are to be fetched with it."""
    months = tuple(row.month for row in plan.plan_months.all())
    return facts.Plan(plan.agreed_date, plan.kept_by, months, instalments_of(plan.parts), plan.ended_date)


def plans_of(lease_id: UUID) -> list[PaymentPlan]:
    """A lease's plans with their months, the latest first."""
    return list(PaymentPlan.objects.filter(lease_id=lease_id).prefetch_related("plan_months"))


def is_agreed(lease_id: UUID, *, form_key: str) -> bool:
    """Whether this very form has made a plan of the lease already."""
    return PaymentPlan.objects.filter(lease_id=lease_id, form_key=form_key).exists()


def plans_among(leases: QuerySet[Lease], *, ended: bool) -> list[PaymentPlan]:
    """Plans of these leases that have been ended, or that have not; the latest first."""
    found = PaymentPlan.objects.filter(_of(leases), ended_date__isnull=not ended)
    return list(found.select_related("lease").prefetch_related("plan_months"))


def _of(leases: QuerySet[Lease]) -> Exists:
    return Exists(leases.filter(pk=OuterRef("lease_id")))


def months_in_plans(lease_id: UUID) -> frozenset[date]:
    """Months that a running plan of the lease is about."""
    running = PlanMonth.objects.filter(lease_id=lease_id, is_running=True)
    return frozenset(running.values_list("month", flat=True))


def addenda_of(lease_id: UUID) -> list[Addendum]:
    """A lease's addenda with their reviews, the latest first."""
    return list(Addendum.objects.filter(lease_id=lease_id).prefetch_related("reviews"))


def reviews_to_come(leases: QuerySet[Lease], *, until: date) -> list[AddendumReview]:
    """Reviews of these leases' running addenda that are due by the day, the first due first."""
    running = Addendum.objects.filter(_of(leases), ended_date=None)
    due = AddendumReview.objects.filter(done_date=None, due_date__lte=until, addendum__in=running)
    return list(due.select_related("addendum__lease").order_by("due_date", "pk"))
