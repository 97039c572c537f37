"""Checklistan i ett ärende: which way of working the room follows, what has been marked, and the matter's phases."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kvarbo.core.checklist.words import MarkKind, PhaseGround
from kvarbo.core.law.secrecy.vocabulary import CasePhase


class ChecklistInForce(models.Model):
    """Kommunens checklistor i kraft: the text whole, so that a matter can be explained years later."""

    name = models.CharField(max_length=60)
    text = models.TextField()
    valid_from = models.DateField(unique=True)
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from"]

    def __str__(self) -> str:
        return f"{self.name} från {self.valid_from}"


class ChecklistMark(models.Model):
    """Markering av ett steg. Never edited: the newest of a step holds."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="checklist_marks")
    checklist = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in MarkKind])
    mark_date = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(kind=MarkKind.DONE.value) | ~models.Q(text=""),
                name="a_step_is_skipped_or_opened_again_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step} {self.kind}"


class MatterPhase(models.Model):
    """Skede i ärendet: an inquiry that was opened, or the opening phase going on for a stated reason."""

    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="phases")
    phase = models.CharField(max_length=20, choices=[(one.value, one.value) for one in CasePhase])
    ground = models.CharField(max_length=20, choices=[(one.value, one.value) for one in PhaseGround])
    from_date = models.DateField()
    text = models.CharField(max_length=200, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["from_date", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(ground__in=[PhaseGround.COMPULSORY_CARE.value, PhaseGround.OTHER_REASON.value])
                | ~models.Q(text=""),
                name="against_a_will_or_for_another_reason_is_told",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.phase}"
