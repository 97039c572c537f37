"""Jobb: long work inside the room, with attempts, progress, and a lease that shows when its worker died."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class JobState(models.TextChoices):
    """Jobbets läge."""

    WAITING = "waiting", "Väntar"
    RUNNING = "running", "Pågår"
    DONE = "done", "Klart"
    FAILED = "failed", "Misslyckades"


class Job(models.Model):
    """One piece of work. ``key`` makes asking twice the same as asking once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.IntegerField(default=0)
    next_try_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    done_parts = models.IntegerField(default=0)
    all_parts = models.IntegerField(default=0)
    stage = models.CharField(max_length=100, blank=True)  # what it is doing, in Swedish, for the page
    error = models.CharField(max_length=1000, blank=True)
    requested_by = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_try_at"], name="jobs_to_do")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
