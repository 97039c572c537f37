"""Loggranskningens tabeller: a month's review, what was picked, what the reviewer found, and which ids were opened."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Judgement(models.TextChoices):
    """Bedömning: what the reviewer found."""

    OK = "ok", "Utan anmärkning"
    ASKED = "asked", "Jag har frågat medarbetaren"
    MANAGER = "manager", "En chef behöver ta över"
    INCIDENT = "incident", "Incident: den är anmäld enligt er rutin"


class LogReview(models.Model):
    """Loggranskning av en månad, or the next part of it when one has been made before the month had ended.

    Anybody with the trail can draw the same sample again: from ``seed``, ``first_seq`` and ``last_seq``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField()  # its first day
    part = models.SmallIntegerField()
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    seed = models.CharField(max_length=64)
    reads = models.BigIntegerField()
    sampled = models.IntegerField()
    ends_month = models.BooleanField()  # made after the month had ended, so nothing of it is left to pick
    rules_from = models.DateField()  # which version of the rules
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-month", "-part"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["month", "part"], name="one_review_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.part}"


class LogItem(models.Model):
    """Post att granska: what a rule or the sample picked. ``review`` is none for what was raised at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(LogReview, null=True, on_delete=models.PROTECT, related_name="items")
    month = models.DateField()
    rule = models.CharField(max_length=30)
    actor = models.CharField(max_length=60)
    subject = models.UUIDField(null=True)
    seqs = models.JSONField(default=list)  # rows of the trail, at most a hundred of them
    count = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    key = models.CharField(max_length=200, unique=True)  # what makes it the same item, so that it is picked once
    picked_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["rule", "first_at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["month"], name="items_of_a_month")]

    def __str__(self) -> str:
        return f"{self.rule} {self.month:%Y-%m}"


class LogJudgement(models.Model):
    """Bedömning av en post; only added to, the newest stands."""

    item = models.ForeignKey(LogItem, on_delete=models.PROTECT, related_name="judgements")
    judgement = models.CharField(max_length=10, choices=Judgement.choices)
    note = models.CharField(max_length=1000, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.judgement


class LogOpening(models.Model):
    """Öppnad beteckning: a reviewer has been told whom an item is about, for a reason."""

    item = models.ForeignKey(LogItem, on_delete=models.PROTECT, related_name="openings")
    reason = models.CharField(max_length=500)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return str(self.item_id)
