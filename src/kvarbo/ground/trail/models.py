"""Spåret: every write, every showing of a person, every refusal; one chain a room, rows only added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class TrailRow(models.Model):
    """Spårrad. Ids only, never a name or a number; ``mac`` chains it to the row before with a key kept elsewhere."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)  # a member's id, or "system:<work>"
    unit_id = models.UUIDField(null=True)
    act = models.CharField(max_length=60)
    subjects = models.JSONField(default=list)  # ids of the persons or leases that were shown or changed
    about = models.JSONField(default=dict)
    route = models.CharField(max_length=120, blank=True)
    refused = models.BooleanField(default=False)
    mac = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["actor", "at"], name="trail_by_actor")]

    def __str__(self) -> str:
        return f"{self.seq} {self.act}"


class TrailHead(models.Model):
    """The end of the chain: one row, locked while the next is written so that no two rows get one number."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_trail_head")
        ]

    def __str__(self) -> str:
        return f"{self.seq}"
