"""A number to call: what every kind of room keeps of it. Each floor has a table of its own made from this."""

from __future__ import annotations

from django.db import models


class HelpKind(models.TextChoices):
    """Slag av hjälp: by day, at night, or inside the organisation."""

    SOCIAL_EMERGENCY = "social_emergency", "Socialjouren"
    SOCIAL_SERVICES = "social_services", "Socialtjänsten dagtid"
    INSIDE = "inside", "Hos oss"


class HelpContactFields(models.Model):
    """Hjälpkontakt: a name and a number; nothing about any person that the room meets."""

    kind = models.CharField(max_length=20, choices=HelpKind.choices)
    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=40)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
