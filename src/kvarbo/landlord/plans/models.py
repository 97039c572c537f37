"""Planer och tillägg som har avtalats. How a plan stands is never kept: it is worked out from the payments."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from kvarbo.ground import clock
from kvarbo.landlord.plans.words import KeptBy, PlanEnd, ReviewOutcome, SpouseSays


def _words(vocabulary: Any) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in vocabulary]


class PaymentPlan(models.Model):
    """Avbetalningsplan: the parts as they were agreed, with whom, and what the policy said of it that day.

    Never changed but for its end: another way to pay is another plan.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="plans")
    agreed_date = models.DateField()
    kept_by = models.CharField(max_length=10, choices=_words(KeptBy))
    parts = models.JSONField()  # [[day, öre]] in the order of the days
    agreed_with = models.JSONField()  # ids of people on the lease
    policy = models.CharField(max_length=60, blank=True)  # the way of working that was asked, with its version
    departs = models.BooleanField(null=True)  # against what the policy gives; None where it could not say
    why = models.JSONField(default=list)  # what the policy answered: [{text, source}]
    reason = models.CharField(max_length=300, blank=True)  # why it is agreed all the same
    ended_date = models.DateField(null=True)
    ended_why = models.CharField(max_length=20, blank=True, choices=_words(PlanEnd))
    ended_by_name = models.CharField(max_length=200, blank=True)
    form_key = models.CharField(max_length=64, unique=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-agreed_date", "-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(departs=True) | ~Q(reason=""), name="a_departure_says_why"),
            models.CheckConstraint(
                condition=Q(ended_date=None, ended_why="")
                | (Q(ended_date__gte=F("agreed_date")) & ~Q(ended_why="") & ~Q(ended_by_name="")),
                name="plan_ended_with_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.agreed_date}"


class PlanMonth(models.Model):
    """Månad i en plan: a home has one running plan at most for each month's rent."""

    plan = models.ForeignKey(PaymentPlan, on_delete=models.CASCADE, related_name="plan_months")
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    is_running = models.BooleanField(default=True)  # repeats that its plan has not ended

    class Meta:
        ordering: ClassVar[list[str]] = ["month"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "month"], name="a_month_once_in_a_plan"),
            models.UniqueConstraint(
                fields=["lease", "month"], condition=Q(is_running=True), name="one_running_plan_per_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.month}"


class Addendum(models.Model):
    """1+1-tillägg: an addendum that the landlord has written elsewhere and agreed; Kvarbo keeps when it is reviewed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="addenda")
    from_date = models.DateField()
    agreed_with = models.JSONField()  # ids of people on the lease
    spouse = models.CharField(max_length=10, choices=_words(SpouseSays))
    ended_date = models.DateField(null=True)
    form_key = models.CharField(max_length=64, unique=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["-from_date", "-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["lease"], condition=Q(ended_date=None), name="one_running_addendum_per_lease"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.from_date}"


class AddendumReview(models.Model):
    """Omprövning av ett tillägg: the day it is due, and what came of it when it was done."""

    addendum = models.ForeignKey(Addendum, on_delete=models.CASCADE, related_name="reviews")
    due_date = models.DateField()
    done_date = models.DateField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=_words(ReviewOutcome))
    by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["addendum"], condition=Q(done_date=None), name="one_review_to_come_per_addendum"
            ),
            models.CheckConstraint(
                condition=Q(done_date=None, outcome="") | (Q(done_date__isnull=False) & ~Q(outcome="")),
                name="a_review_done_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addendum_id} {self.due_date}"
