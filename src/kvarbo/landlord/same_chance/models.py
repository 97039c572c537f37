"""Rapporter om samma chans: what was asked about, one row for each step taken, and reasons written afterwards."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.landlord.same_chance.words import Afterwards


class ChanceReport(models.Model):
    """Rapport: one kind of step over a period. It has its rows when it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    step = models.CharField(max_length=30)
    from_day = models.DateField()
    to_day = models.DateField()
    steps = models.IntegerField(null=True)  # how many times the step was taken; none until it is done

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="chances_end_after_they_begin"
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.from_day} {self.to_day}"


class ChanceRow(models.Model):
    """Ett steg mot ett hem, about one month's rent, and what stood before it; no month is not known which."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(ChanceReport, on_delete=models.CASCADE, related_name="rows")
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    month = models.DateField(null=True)
    taken_on = models.DateField()
    policy_name = models.CharField(max_length=100, blank=True)
    chance = models.CharField(max_length=10)  # of CHANCES
    number_given = models.IntegerField()
    reached_on = models.DateField(null=True)  # the first day since the due date that somebody was reached
    groups = models.JSONField()  # tags that the home is known to belong to
    groups_unknown = models.JSONField()  # tags of which one cannot know
    measures = models.JSONField()  # {rule, words, given, why, source}

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "lease", "month"], name="one_chance_per_lease_and_month")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["report", "chance", "taken_on", "lease"], name="chances_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.month}"


class AfterReason(models.Model):
    """Skäl i efterhand for one measure before one step: by whom and when. It is told as such, and never as given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=30)
    month = models.DateField()
    rule = models.CharField(max_length=80)
    reason = models.CharField(max_length=20, choices=Afterwards.choices)
    written_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["lease", "step", "month", "rule"], name="one_reason_per_measure")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.rule}"
