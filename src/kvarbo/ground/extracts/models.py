"""Begäran om logguppgift: who asked, how they showed who they are, and who said yes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class IdentityCheck(models.TextChoices):
    """Legitimering: how the one who asks showed who they are."""

    IN_PERSON = "in_person", "Visade legitimation på plats"
    ELECTRONIC = "electronic", "E-legitimation"
    REGISTERED_ADDRESS = "registered_address", "Brev till folkbokföringsadressen"
    REPRESENTATIVE = "representative", "Ombud eller vårdnadshavare, behörigheten kontrollerad"


class ExtractRequest(models.Model):
    """Begäran om logguppgift. Nothing of the extract itself is kept: it is worked out anew each time it is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.UUIDField()
    from_date = models.DateField()
    through_date = models.DateField()
    reason = models.CharField(max_length=500)
    identity_check = models.CharField(max_length=20, choices=IdentityCheck.choices)
    needs_two = models.BooleanField()
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]

    def __str__(self) -> str:
        return str(self.id)
