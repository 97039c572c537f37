"""Kopior av ett arbetssätt och prov på den egna reskontran."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class WayDraft(models.Model):
    """Kopia: a text that is being written, whole as it stands, with what is wrong in it. Nothing follows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    text = models.TextField()
    fault = models.CharField(max_length=1000, blank=True)  # the first thing that cannot be meant; empty when checked
    started_from = models.CharField(max_length=80)
    form_key = models.CharField(max_length=64, unique=True)
    saved_times = models.IntegerField(default=1)
    made_on = models.DateField()
    by_name = models.CharField(max_length=200)
    changed_on = models.DateField()
    changed_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_on", "-made_on", "name", "id"]

    def __str__(self) -> str:
        return self.name


class WayTrial(models.Model):
    """Prov: two ways of working played over a period of the landlord's own ledger, with the texts as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.CharField(max_length=64, unique=True)
    asked_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    from_day = models.DateField()
    to_day = models.DateField()
    names = models.JSONField()  # of the two
    texts = models.JSONField()
    known_through = models.DateField(null=True)  # of the ledger that was played
    leases = models.IntegerField(default=0)  # homes asked about
    differ = models.IntegerField(default=0)
    sums = models.JSONField(null=True)  # of each; none until it is done

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_on", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="trial_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_day} {self.to_day}"


class TrialDifference(models.Model):
    """Avtal där de skiljer sig: the first day, what each asked for that day and why, and how many steps in all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trial = models.ForeignKey(WayTrial, on_delete=models.CASCADE, related_name="differences")
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    first_day = models.DateField()
    steps = models.JSONField()  # of each: what was asked for on the first day, and the next step after it
    counts = models.JSONField()  # of each: how many steps in the period

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["trial", "lease"], name="one_difference_per_lease")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["trial", "first_day", "lease"], name="differences_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.lease_id} {self.first_day}"
