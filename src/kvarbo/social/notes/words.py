"""Words on the screen: where the record is kept, and what a note is about."""

from __future__ import annotations

from django.db import models


class RecordKeeping(models.TextChoices):
    """Var akten förs: beside the municipality's case-record system, or in Kvarbo as the record itself."""

    EXTERNAL = "external", "I kommunens verksamhetssystem"
    KVARBO = "kvarbo", "I Kvarbo"


class DayNoteKind(models.TextChoices):
    """Vad en anteckning gäller. The contact itself, with whom and whether it reached, is the matter's event."""

    NOTE = "note", "Anteckning"
    CALL = "call", "Samtal"
    VISIT = "visit", "Besök"
    WRITTEN = "written", "Brev, sms eller e-post"
    MEETING = "meeting", "Möte"
