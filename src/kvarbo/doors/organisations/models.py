"""Who we are, and who the others are: what a question about secrecy and a paper's address lean on."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class Transport(models.TextChoices):
    """Transport: the way a paper is carried to a counterpart."""

    ROOM = "room", "Ett annat rum här"
    FILE = "file", "Fil till en annan installation"
    LETTER = "letter", "Utskrivet brev"
    REGISTERED = "registered", "Rekommenderat brev"
    HANDED_OVER = "handed_over", "Överlämnat för hand"
    E_SERVICE = "e_service", "Mottagarens e-tjänst"


class Ourselves(models.Model):
    """Vi själva: one row. ``party`` is a value of ``core.law.secrecy.vocabulary.Party``."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    party = models.CharField(max_length=40)
    organisation_number = models.CharField(max_length=20, blank=True)
    address = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_row_about_ourselves")
        ]

    def __str__(self) -> str:
        return self.name


class Counterpart(models.Model):
    """Motpart: another organisation that papers go to and come from. Nothing about any person.

    ``place`` is what the transport needs: a room's slug, a folder, a postal address or an e-service's name.
    ``public_key`` is hex; a paper from somebody whose key is not known here is never taken in by itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    party = models.CharField(max_length=40)
    organisation_number = models.CharField(max_length=20, blank=True)
    transport = models.CharField(max_length=20, choices=Transport.choices)
    place = models.TextField(blank=True)
    public_key = models.CharField(max_length=64, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name
