"""Ärenden hos socialtjänsten: matters and the people in them; what the work itself needs comes on top of these."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from kvarbo.core.law.secrecy.vocabulary import MatterOrigin


class PersonPart(models.TextChoices):
    """Persons del i ärendet: how somebody stands to the home the matter is about."""

    LEASEHOLDER = "leaseholder", "Hyresgäst"
    CO_LEASEHOLDER = "co_leaseholder", "Medhyresgäst"
    PARTNER = "partner", "Maka, make eller sambo utan kontrakt"
    CHILD = "child", "Barn som bor här"
    CHILD_HALF_TIME = "child_half_time", "Barn som bor här ibland"
    OTHER = "other", "Annan som bor här"


class Matter(models.Model):
    """Ärende. ``number`` is the room's own; ``outside_reference`` points out to the case record (decision 0003).

    A matter belongs to a unit and to those assigned to it; others in the room do not find it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=20, unique=True)  # "2026-0001"
    outside_reference = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("ground.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=30, choices=[(one.value, one.value) for one in MatterOrigin])
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)  # empty when somebody in the home is protected

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "-number"]

    def __str__(self) -> str:
        return self.number


class MatterPerson(models.Model):
    """Person i ärendet."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="matter_people")
    person = models.ForeignKey("ground.Person", on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=20, choices=PersonPart.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["matter", "person"], name="once_in_a_matter")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} i {self.matter_id}"
