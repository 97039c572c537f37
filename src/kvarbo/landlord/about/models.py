"""Whom staff call when somebody may come to harm: numbers of the place, written in once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class HelpKind(models.TextChoices):
    """Slag av hjälp: by day, at night, or inside the organisation."""

    SOCIAL_EMERGENCY = "social_emergency", "Socialjouren"
    SOCIAL_SERVICES = "social_services", "Socialtjänsten dagtid"
    INSIDE = "inside", "Hos oss"


class HelpContact(models.Model):
    """Hjälpkontakt: a name and a number; nothing about any tenant."""

    kind = models.CharField(max_length=20, choices=HelpKind.choices)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar[list[str]] = ["kind", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_number_per_helper")
        ]

    def __str__(self) -> str:
        return self.name
