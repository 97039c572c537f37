"""Nödöppningar and whom each of them opened."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class ReviewFinding(models.TextChoices):
    """Vad granskningen kom fram till."""

    JUSTIFIED = "justified", "Befogad"
    NOT_JUSTIFIED = "not_justified", "Inte befogad"
    FOLLOW_UP = "follow_up", "Behöver utredas vidare"


class BreakGlass(models.Model):
    """Nödöppning: a member opened a home or a matter for an hour. Without a subject, what was sought did not open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey("ground.Member", on_delete=models.PROTECT, related_name="+")
    subject_id = models.UUIDField(null=True, db_index=True)
    reason = models.CharField(max_length=500)
    opened_on = models.DateField()  # local day: what the month's cap and the review count from
    opened_at = models.DateTimeField()  # the machine's own time, as ``until``
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # closed by the member, or noted as run out
    review_by = models.DateField()  # the next working day
    reviewed_by = models.ForeignKey("ground.Member", null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField(null=True)
    finding = models.CharField(max_length=20, choices=ReviewFinding.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(reviewed_by=None) | ~models.Q(reviewed_by=models.F("member")),
                name="nobody_reviews_their_own_opening",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class OpenedPerson(models.Model):
    """Öppnad person: whom a nödöppning opened, as they stood on the home or in the matter just then."""

    break_glass = models.ForeignKey(BreakGlass, on_delete=models.CASCADE, related_name="opened_people")
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.break_glass_id}: {self.person_id}"
