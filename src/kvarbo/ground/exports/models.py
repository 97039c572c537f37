"""Uttag: each time somebody takes a file out of the room."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class ExportState(models.TextChoices):
    """Uttagets läge."""

    ALLOWED = "allowed", "Hämtad"
    WAITING = "waiting", "Väntar på en andra person"
    APPROVED = "approved", "Godkänd, kan hämtas"
    DECLINED = "declined", "Nej"


class Export(models.Model):
    """Uttag of ``count`` people's data. ``about`` is what it is of, so that a yes holds for that and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    count = models.IntegerField()
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=ExportState.choices)
    member_id = models.UUIDField()
    member_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    day = models.DateField()
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["member_id", "day"], name="exports_of_a_day")]

    def __str__(self) -> str:
        return f"{self.what} {self.count}"
