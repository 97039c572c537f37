"""Anteckningar: where the record is kept, the notes of a matter, and which days have been carried over to the record.

A note keeps the way the record was kept on the day it was written: a room that changes leaves older notes as they were.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.social.notes.words import DayNoteKind, RecordKeeping


class RecordSetting(models.Model):
    """Var akten förs, from a day. ``thin_after``: days after a note was carried over; None: no early thinning.

    What is in force is never rewritten: a later day takes over.
    """

    valid_from = models.DateField(unique=True)
    record = models.CharField(max_length=10, choices=RecordKeeping.choices)
    thin_after = models.PositiveSmallIntegerField(null=True)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["valid_from"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~models.Q(decided_by=""), name="somebody_decided_where_the_record_is"),
            models.CheckConstraint(
                condition=models.Q(record="external") | models.Q(thin_after=None),
                name="only_beside_the_record_is_thinned_early",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} från {self.valid_from}"


class MatterNote(models.Model):
    """Anteckning i ett ärende. One that is the record itself is never changed: a correction is a note of its own.

    ``changes``: how many times it was written over, which only a note beside the record can be.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    note_date = models.DateField()
    kind = models.CharField(max_length=10, choices=DayNoteKind.choices)
    text = models.TextField()
    record = models.CharField(max_length=10, choices=RecordKeeping.choices)
    corrects = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="corrected_by")
    changes = models.PositiveSmallIntegerField(default=0)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    form_key = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["note_date", "at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "form_key"], name="one_note_a_form"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_note_says_something"),
            models.CheckConstraint(
                condition=models.Q(record="external") | models.Q(changes=0), name="the_record_is_never_written_over"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.note_date}"


class CarriedOver(models.Model):
    """En dag som är förd till akten: when and by whom. ``undone_at``: it was marked by mistake, and stands no more.

    ``thinned_on``: the day's notes were destroyed here, as many as ``thinned``; the record has them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    form_key = models.CharField(max_length=64)
    undone_by = models.UUIDField(null=True)
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)
    thinned = models.PositiveSmallIntegerField(default=0)
    thinned_on = models.DateField(null=True)
    thinned_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "day", "form_key"], name="one_day_carried_a_form"),
            models.CheckConstraint(
                condition=models.Q(undone_at=None) | models.Q(thinned=0), name="what_is_thinned_stays_carried"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.day}"


class CarriedEntry(models.Model):
    """Vad en markering gäller: the events and notes that were there to read when the day was marked."""

    carried = models.ForeignKey(CarriedOver, on_delete=models.CASCADE, related_name="entries")
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey("social.MatterEvent", null=True, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(MatterNote, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["carried", "event"], name="an_event_once_a_marking"),
            models.UniqueConstraint(fields=["carried", "note"], name="a_note_once_a_marking"),
            models.CheckConstraint(
                condition=models.Q(event__isnull=False, note=None) | models.Q(event=None, note__isnull=False),
                name="an_event_or_a_note_is_carried",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
