"""Brevbunten: what was decided for all, and each person in it with what came of their letter."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.landlord.bundles.words import HAD, InBundle


class LetterBundle(models.Model):
    """Brevbunt, decided at once; ``form_key`` makes the same form sent twice one bundle. Names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=30)  # a LetterKind; no choices, so that a new kind is no migration
    sender = models.JSONField()
    town = models.CharField(max_length=100, blank=True)  # postal code and town, the same for all
    made_at = models.DateTimeField()
    made_date = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    planned = models.IntegerField()  # how many the preview showed, and how many rows were written
    asked_times = models.SmallIntegerField(default=1)
    printed_at = models.DateTimeField(null=True)
    printed = models.IntegerField(default=0)  # how many letters the print file held last
    posted_date = models.DateField(null=True)
    posted_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(posted_date=None) | models.Q(posted_date__gte=models.F("made_date")),
                name="bundle_posted_after_it_was_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_date}"


class BundleLetter(models.Model):
    """Ett brev i en bunt: to whom, about which period, and what came of it.

    The row's id is the letter's form key: work that is done again finds the letter that is made. (person, kind, period)
    is had once; ``again`` counts each yes to one more. Name and address are as on the letter, and go when the letter
    is taken out or the person becomes protected.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bundle = models.ForeignKey(LetterBundle, on_delete=models.PROTECT, related_name="letters")
    lease = models.ForeignKey("landlord.Lease", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("ground.Person", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    period = models.CharField(max_length=20)
    step = models.CharField(max_length=40, blank=True)
    month = models.DateField(null=True)  # of the step, when it carries out one
    again = models.IntegerField(default=0)
    language = models.CharField(max_length=10, blank=True)
    variables = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=InBundle.choices, default=InBundle.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    letter_id = models.UUIDField(null=True)  # the kept letter
    pages = models.SmallIntegerField(default=0)
    to_name = models.CharField(max_length=200, blank=True)
    to_street = models.CharField(max_length=200, blank=True)
    place = models.IntegerField()  # in the order of the preview

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person", "kind", "period", "again"],
                condition=models.Q(state__in=HAD),
                name="bulk_letter_had_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=InBundle.MADE) | models.Q(letter_id__isnull=False, pages__gt=0),
                name="made_letter_is_kept",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["bundle", "state"], name="letters_of_bundle"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state}"
