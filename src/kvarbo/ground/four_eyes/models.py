"""Begäran som en annan person beslutar."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class RequestState(models.TextChoices):
    """Begärans läge."""

    WAITING = "waiting", "Väntar på en annan person"
    APPROVED = "approved", "Godkänd"
    DECLINED = "declined", "Avslagen"


class FourEyesRequest(models.Model):
    """Begäran: one asks, another decides. ``payload`` holds ids and words of vocabularies, never a person's data.

    ``gains`` is the member who would get something by it; they may neither ask nor decide. ``until`` is the last day
    on which it may be decided.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    subjects = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey("ground.Member", on_delete=models.PROTECT, related_name="+")
    gains = models.ForeignKey("ground.Member", null=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.WAITING)
    decided_by = models.ForeignKey("ground.Member", null=True, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("asked_by"))
                    & (models.Q(gains=None) | ~models.Q(decided_by=models.F("gains")))
                ),
                name="approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=models.Q(gains=None) | ~models.Q(gains=models.F("asked_by")), name="asked_for_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
