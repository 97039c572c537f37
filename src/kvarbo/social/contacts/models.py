"""Kontakter och besök: how each contact was made, visits planned and made, and why somebody was not told.

The act itself is the matter's event; its day, whether it reached anybody and who did it stand there and nowhere else.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.checklist.contacts import ContactWay
from kvarbo.ground.help.contact import HelpContactFields
from kvarbo.social.contacts.words import AnnouncedBy, VisitOutcome, VisitPlace

CHANNELS = [(one.value, one.value) for one in ContactWay]


class ContactDetail(models.Model):
    """Kontaktens sätt: what the matter's event does not say. ``clock`` None: the hour is unknown."""

    event = models.OneToOneField(
        "social.MatterEvent", primary_key=True, on_delete=models.CASCADE, related_name="contact_detail"
    )
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=20, choices=CHANNELS)
    clock = models.TimeField(null=True, blank=True)
    person = models.ForeignKey("ground.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_incoming = models.BooleanField(default=False)
    left_word = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(is_incoming=False) | models.Q(left_word=False), name="who_calls_us_is_reached"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.channel}"


class Visit(models.Model):
    """Planerat besök. Where it is, is the matter's address: it is never copied here.

    ``second_id`` None needs ``alone_reason``; not announced needs what was weighed. What it came to is an event.
    ``planned_date`` is the day it was written in; None for those from before that was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="visits")
    visit_date = models.DateField()
    planned_date = models.DateField(null=True)
    clock = models.TimeField()
    back_by = models.TimeField()
    place = models.CharField(max_length=10, choices=VisitPlace.choices)
    lead_id = models.UUIDField()
    second_id = models.UUIDField(null=True, blank=True)
    alone_reason = models.CharField(max_length=200, blank=True)
    announced_by = models.CharField(max_length=10, choices=AnnouncedBy.choices, blank=True)
    announced_date = models.DateField(null=True, blank=True)
    weighed_why = models.CharField(max_length=500, blank=True)
    weighed_tried = models.CharField(max_length=500, blank=True)
    weighed_safety = models.CharField(max_length=500, blank=True)
    went_out_at = models.DateTimeField(null=True, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=VisitOutcome.choices, blank=True)
    children_seen = models.CharField(max_length=200, blank=True)
    note_left = models.BooleanField(default=False)
    event = models.OneToOneField(
        "social.MatterEvent", null=True, blank=True, on_delete=models.PROTECT, related_name="visit"
    )
    cancelled_date = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    form_key = models.CharField(max_length=64, blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["visit_date", "clock", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(second_id__isnull=False) | ~models.Q(alone_reason=""),
                name="alone_on_a_visit_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(announced_by="") | ~models.Q(weighed_why="") | models.Q(place="unit"),
                name="an_unannounced_visit_is_weighed",
            ),
            models.CheckConstraint(condition=models.Q(back_by__gt=models.F("clock")), name="back_after_the_visit"),
            models.CheckConstraint(
                condition=models.Q(came_back_at=None) | models.Q(went_out_at__isnull=False), name="back_after_out"
            ),
            models.UniqueConstraint(
                fields=["matter", "form_key"], condition=~models.Q(form_key=""), name="one_visit_a_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.visit_date}"


class NotTold(models.Model):
    """Skäl att personen inte fick veta vad som sades med hyresvärden: settles one talk."""

    event = models.OneToOneField("social.MatterEvent", primary_key=True, on_delete=models.CASCADE, related_name="+")
    matter = models.ForeignKey("social.Matter", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    written_date = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.event_id)


class HelpContact(HelpContactFields):
    """Hjälpkontakt in a room of the social services; nothing about anybody in a matter."""

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_number_per_helper_of_ours")
        ]
