"""Avslut med uppföljning: the assessment that is written when a matter is closed, and the rent of the months after."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.social.closing.words import ClosingOutcome, RentSource, RentState


class _OfAMatter(models.Model):
    """What every row has: the matter, and who wrote it when."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.at:%Y-%m-%d}"


class FollowUpAssessment(_OfAMatter):
    """Bedömning av uppföljning: who looks again when, or why nobody does. The newest of a matter holds.

    One that was told of with a new day is followed by another row with that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    outcome = models.CharField(max_length=16, choices=ClosingOutcome.choices)
    text = models.CharField(max_length=200)
    member_id = models.UUIDField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    done_text = models.CharField(max_length=200, blank=True)
    done_by_name = models.CharField(max_length=200, blank=True)

    class Meta(_OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(due=None, member_id=None) | models.Q(due__isnull=False, member_id__isnull=False),
                name="a_follow_up_has_somebody_and_a_day",
            ),
        ]


class RentAfter(_OfAMatter):
    """Hyran en månad efter avslutet, and whose word it is. The newest word on a month holds."""

    form_key = models.CharField(max_length=64)
    month = models.DateField()  # its first day
    state = models.CharField(max_length=8, choices=RentState.choices)
    source = models.CharField(max_length=8, choices=RentSource.choices)

    class Meta(_OfAMatter.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_rent_word_a_form"),
        ]
