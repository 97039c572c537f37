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
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["actor", "at"], name="trail_by_actor"),
            models.Index(fields=["at"], name="trail_by_time"),
        ]

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


class TrailSubject(models.Model):
    """Vem raden handlar om: finds a person's rows among millions; worked out of the rows the chain vouches for."""

    subject = models.UUIDField()
    seq = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject", "seq"], name="a_subject_once_in_a_row")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["seq"], name="subjects_of_a_row")]

    def __str__(self) -> str:
        return f"{self.subject} {self.seq}"


class TrailCheck(models.Model):
    """Kontroll av spåret: when the whole chain was last read, and what was found; the auditor is shown the newest."""

    at = models.DateTimeField()
    rows = models.BigIntegerField()
    first_bad = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    anchors = models.IntegerField(default=0)  # how many anchors were held against the chain
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.rows}"
